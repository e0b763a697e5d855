import { describe, expect, it } from "vitest";
import { texts } from "../../imports.mjs";

const sheets = texts(/\.module\.css$/);
const code = texts(/\.tsx$/);

// classesOf are the names that a sheet gives to classes.
function classesOf(sheet: string): Set<string> {
  const selectors = sheet.replace(/\/\*.*?\*\//gs, "").matchAll(/([^{}]*)\{/g);
  return new Set(
    [...selectors].flatMap(([, selector = ""]) =>
      [...selector.matchAll(/\.([a-zA-Z][\w-]*)/g)].map(([, name = ""]) => name),
    ),
  );
}

// usesOf are the classes that a component takes from its sheets, as "sheet.name"; a name that is
// made while it runs ("css[state]") stands for the whole sheet, as "sheet.*".
function usesOf(file: string, text: string): string[] {
  return [...text.matchAll(/import (\w+) from "(\.[^"]+\.module\.css)"/g)].flatMap(
    ([, name = "", to = ""]) => {
      const sheet = new URL(to, `file:///${file}`).pathname.slice(1);
      const named = [...text.matchAll(new RegExp(`\\b${name}\\.(?!module\\.css)(\\w+)`, "g"))].map(
        ([, each]) => `${sheet}.${each}`,
      );
      return text.includes(`${name}[`) ? [...named, `${sheet}.*`] : named;
    },
  );
}

const used = new Set([...code].flatMap(([file, text]) => usesOf(file, text)));
const given = [...sheets].flatMap(([sheet, text]) => [...classesOf(text)].map((name) => `${sheet}.${name}`));

describe("the sheets", () => {
  it("have every class that a component takes from them", () => {
    expect(given.length).toBeGreaterThan(200);
    const known = new Set(given);
    expect([...used].filter((each) => !each.endsWith(".*") && !known.has(each))).toEqual([]);
  });

  it("have no class that nothing takes", () => {
    const free = given.filter((each) => !used.has(each) && !used.has(each.replace(/\w+$/, "*")));
    expect(free).toEqual([]);
  });
});

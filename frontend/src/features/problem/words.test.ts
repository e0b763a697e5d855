import { describe, expect, it } from "vitest";
import catalogue from "../../../../app/problem/en.json";
import { asProblem } from "../../backend/problem";
import { adminText, fill, wordsOf } from "./words";

describe("fill", () => {
  it("leaves out a bracketed piece without its argument", () => {
    expect(fill("The tenant[ {tenant}] is unknown.", {})).toBe("The tenant is unknown.");
    expect(fill("The tenant[ {tenant}] is unknown.", { tenant: "a" })).toBe("The tenant a is unknown.");
  });

  it("fills in one pass: an argument that looks like a place is only text", () => {
    expect(fill("[{a}][{b}]", { a: "{b}", b: "x" })).toBe("{b}x");
  });

  it("tames control characters, directions and length", () => {
    expect(fill("[{a}]", { a: "x\u202ey\u0000z\n1" })).toBe("xyz 1");
    expect(fill("[{a}]", { a: "x".repeat(10_000) })).toHaveLength(203);
  });

  it("takes no argument from the prototype", () => {
    expect(fill("a[ {constructor}]", {})).toBe("a");
  });
});

describe("wordsOf", () => {
  it("leaves no place and no bracket in any entry, with and without arguments", () => {
    for (const code of Object.keys(catalogue.entries)) {
      const words = wordsOf({ kind: "internal", code });
      const text = `${words.title} ${words.what} ${words.you} ${words.admin}`;
      expect(text, code).not.toMatch(/[{}[\]]/);
      expect(words.title, code).not.toBe("");
      expect(words.what + words.you, code).not.toBe("");
    }
  });

  it("is honest about codes that it does not know", () => {
    expect(wordsOf({ kind: "internal", code: "toString" }).title).not.toBe("");
    expect(JSON.stringify(wordsOf({ kind: "refused", code: "AADSTS123456789" }))).toContain("123456789");
  });

  it("says how it read a code that was misspelt, and that a page names none", () => {
    const bare = wordsOf({ kind: "refused", code: "AADSTS50011" }).what;
    const args = { readFrom: "AADSTS5OO11", code: "AADSTS50011" };
    const read = wordsOf({ kind: "refused", code: "AADSTS50011", args }).what;
    expect(read).toContain('"AADSTS5OO11", which was read as AADSTS50011');
    expect(read.endsWith(` ${bare}`)).toBe(true);
    const guessed = wordsOf({
      kind: "refused",
      code: "AADSTS90094",
      args: { guessedFrom: "need admin approval" },
    });
    expect(guessed.what).toContain("names no code");
  });

  it("gives administrators what finds the attempt, and no raw text", () => {
    const text = adminText({
      kind: "refused",
      code: "AADSTS50011",
      correlationId: "c-1",
      traceId: "t-1",
      detail: "RAW",
    });
    expect(text).toContain("c-1");
    expect(text).toContain("t-1");
    expect(text).not.toContain("RAW");
  });
});

describe("asProblem", () => {
  const problem = { kind: "input", code: "form", fields: [] };
  it("takes a problem as an object, as JSON text, or in an Error", () => {
    expect(asProblem(problem)).toEqual(problem);
    expect(asProblem(JSON.stringify(problem))).toEqual(problem);
    expect(asProblem(new Error(JSON.stringify(problem)))).toEqual(problem);
  });

  it("makes anything else an internal problem with its text", () => {
    expect(asProblem("bridge gone")).toEqual({ kind: "internal", code: "internal", detail: "bridge gone" });
    expect(asProblem(undefined)).toMatchObject({ kind: "internal" });
    expect(asProblem("42")).toMatchObject({ kind: "internal", detail: "42" });
  });
});

import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { makeFake, row } from "../test/fake";
import { show } from "../test/show";
import { en } from "./en";
import { startI18n } from "./i18n";
import { pseudo, pseudoText } from "./pseudo";

const sources = import.meta.glob<string>(
  ["../**/*.{ts,tsx}", "!../**/*.test.{ts,tsx}", "!./en.ts", "!./en/*.ts"],
  {
    query: "?raw",
    import: "default",
    eager: true,
  },
);

function keysOf(tree: object, path: string[] = []): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [[...path, key].join(".")] : keysOf(value as object, [...path, key]),
  );
}

describe("words", () => {
  it("are all used", () => {
    const code = Object.values(sources).join("\n");
    const unused = keysOf(en).filter((key) => {
      const base = key.replace(/_(zero|one|other)$/, "");
      const group = `${base.slice(0, base.lastIndexOf("."))}.\${`;
      return !code.includes(`"${base}"`) && !code.includes(`\`${group}`);
    });
    expect(unused).toEqual([]);
  });

  it("choose the form by the count, and write numbers as the language does", () => {
    const { t } = startI18n();
    expect(t("dialog.found", { count: 0 })).toBe("No organizations found");
    expect(t("dialog.found", { count: 1 })).toBe("1 organization found");
    expect(t("dialog.found", { count: 10_000 })).toBe("10,000 organizations found");
    expect(t("home.count", { count: 0 })).toBe("0 profiles");
  });

  it("take an argument as it is", () => {
    const { t } = startI18n();
    expect(t("home.open", { name: "{{name}} $& <b>" })).toBe("Open {{name}} $& <b>");
    expect(t("home.open", {})).toBe("Open ");
  });

  it("keep their places in the pseudo-locale", () => {
    expect(pseudoText("Open {{name}}")).toMatch(/^⟦Ópén \{\{name\}\}~+⟧$/);
  });
});

describe("the pseudo-locale", () => {
  // Foreign words that the screens show as they came.
  const data = /Contoso|contoso|crm4|DocumentsCorePack|mscrm-addons|Resco|Magentrix|Roll out|^[\d\s,.%·*|]*$/;

  function untranslated(root: HTMLElement): string[] {
    const walker = document.createTreeWalker(root, 4);
    const found: string[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? "";
      const parent = node.parentElement;
      if (!text || parent?.closest("style, script")) continue;
      if (!text.includes("⟦") && !text.includes("⟧") && !data.test(text)) found.push(text);
    }
    return found;
  }

  it("finds no untranslated text on Home", async () => {
    show(makeFake({ rows: [row()] }), pseudo);
    await screen.findByText(/Cóntósó|Contoso Sales ·/);
    expect(untranslated(document.body)).toEqual([]);
  });

  it("finds no untranslated text in the dialog", async () => {
    const { user } = show(makeFake({ rows: [] }), pseudo);
    await user.click(await screen.findByRole("button", { name: /Néw prófílé/ }));
    await waitFor(() => expect(screen.getByRole("tab", { name: /CRM/ })).toBeVisible());
    await user.click(screen.getByRole("checkbox", { name: /2-Fáctór/ }));
    expect(untranslated(document.body)).toEqual([]);
  });
});

import { en } from "./en";
import type { Resources } from "./i18n";

const accents: Record<string, string> = {
  a: "á",
  e: "é",
  i: "í",
  o: "ó",
  u: "ú",
  A: "Á",
  E: "É",
  I: "Í",
  O: "Ó",
  U: "Ú",
};

// pseudoText marks a text and makes it 40 % longer, keeping its {{places}}, so
// that untranslated and clipped words show themselves.
export function pseudoText(text: string): string {
  const accented = text
    .split(/(\{\{[^}]*\}\})/)
    .map((part) => (part.startsWith("{{") ? part : part.replace(/[aeiouAEIOU]/g, (c) => accents[c] ?? c)))
    .join("");
  return `⟦${accented}${"~".repeat(Math.ceil(text.length * 0.4))}⟧`;
}

function pseudoTree<T extends object>(tree: T): T {
  const out: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(tree)) {
    out[key] = typeof value === "string" ? pseudoText(value) : pseudoTree(value as object);
  }
  return out as T;
}

export const pseudo: Resources = pseudoTree<Resources>(en);

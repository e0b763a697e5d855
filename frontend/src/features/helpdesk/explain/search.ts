import catalogue from "../../../../../app/problem/en.json";
import { filterWords, holds } from "../../../ui/grid/filter";
import { type Words, wordsOf } from "../../problem/words";

// Explanation is one entry of the catalogue without arguments.
export interface Explanation {
  code: string;
  words: Words;
}

interface Entry extends Explanation {
  title: string;
  all: string;
}

let entries: Entry[] | undefined;

// Made on the first search: most people never search.
function index(): Entry[] {
  entries ??= Object.entries(catalogue.entries).map(([code, { category }]) => {
    const words = wordsOf({ kind: "refused", code });
    const title = `${code} ${words.title}`.toLowerCase();
    return {
      code,
      words,
      title,
      all: `${title} ${words.what} ${words.you} ${words.admin} ${category}`.toLowerCase(),
    };
  });
  return entries;
}

// search finds the explanations that have every word; those whose code or title has them
// come first, and of those the codes that begin with what was typed.
export function search(query: string): Explanation[] {
  const words = filterWords(query);
  if (words.length === 0) return [];
  const first = words[0] as string;
  const rank = (entry: Entry) => {
    const digits = entry.code.replace(/^\D+/, "");
    if (digits === first || entry.code.toLowerCase() === first) return 0;
    if (digits.startsWith(first)) return 1;
    return holds(entry.title, words) ? 2 : 3;
  };
  return index()
    .filter((entry) => holds(entry.all, words))
    .map((entry) => ({ entry, rank: rank(entry) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ entry }) => entry);
}

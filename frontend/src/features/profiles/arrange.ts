import type { ProfileRow } from "../../backend/types";
import { holds } from "../../ui/grid/filter";

export const orders = ["name", "used"] as const;
export type Order = (typeof orders)[number];

// More profiles than this are searched and grouped; fewer are seen at a glance.
export const few = 8;

// Entry is a line of the list: a profile, or the title of the group below it.
export type Entry =
  | { kind: "row"; key: string; row: ProfileRow }
  | { kind: "group"; key: string; group: "pinned" | "label" | "rest"; label: string };

// wordsOf gives for each profile what is looked for in it, in lower case.
export function wordsOf(rows: readonly ProfileRow[]): Map<ProfileRow, string> {
  return new Map(
    rows.map((row) => [
      row,
      [row.name, row.organization, row.url, row.account, row.tenant, row.label].join("\n").toLowerCase(),
    ]),
  );
}

// found are the profiles that have every word somewhere.
export function found(
  rows: readonly ProfileRow[],
  words: ReadonlyMap<ProfileRow, string>,
  wanted: readonly string[],
): readonly ProfileRow[] {
  return wanted.length === 0 ? rows : rows.filter((row) => holds(words.get(row) ?? "", wanted));
}

// arrange puts profiles that come by name in order: pinned ones first, and in groups by
// label where any has one.
export function arrange(rows: readonly ProfileRow[], order: Order, grouped: boolean): Entry[] {
  const sorted = order === "used" ? rows.toSorted((a, b) => timeOf(b) - timeOf(a)) : rows;
  const pinned = sorted.filter((row) => row.pinned);
  const others = sorted.filter((row) => !row.pinned);
  const rowEntry = (row: ProfileRow): Entry => ({ kind: "row", key: row.id, row });
  if (!grouped || !others.some((row) => row.label)) return [...pinned, ...others].map(rowEntry);

  const entries: Entry[] = [];
  const group = (kind: "pinned" | "label" | "rest", label: string, members: readonly ProfileRow[]) => {
    if (members.length === 0) return;
    entries.push({ kind: "group", key: `${kind} ${label}`, group: kind, label });
    entries.push(...members.map(rowEntry));
  };
  group("pinned", "", pinned);
  // PROD and prod are one label, as the first of them spells it.
  const byLabel = new Map<string, { label: string; members: ProfileRow[] }>();
  for (const row of others) {
    const key = row.label.toLowerCase();
    const known = byLabel.get(key) ?? { label: row.label, members: [] };
    byLabel.set(key, known);
    known.members.push(row);
  }
  const named = [...byLabel].filter(([key]) => key !== "").sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [, { label, members }] of named) group("label", label, members);
  group("rest", "", byLabel.get("")?.members ?? []);
  return entries;
}

function timeOf(row: ProfileRow): number {
  const at = Date.parse(row.lastUsed);
  return Number.isNaN(at) ? 0 : at;
}

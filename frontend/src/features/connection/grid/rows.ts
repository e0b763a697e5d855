import type { OrganizationRow } from "../../../backend/types";
import { filterWords, holds } from "../../../ui/grid/filter";

export type Column = "friendlyName" | "url" | "region" | "version";

export const columns: readonly Column[] = ["friendlyName", "url", "region", "version"];

// telling is the part of an address that tells one organization from another.
// Nearly every address ends alike, so "nam" would find them all in "dynamics".
function telling(address: string): string {
  return address.replace(/^https?:\/\//i, "").replace(/\.(microsoft)?dynamics(-[a-z]+)?\.[a-z]+\/?$/i, "");
}

export interface Sort {
  column: Column;
  descending: boolean;
}

// View answers which rows to show, in which order. It is made once per list: each
// column's order and the lower-cased text are kept, so that a sort is paid once and
// a keystroke costs one pass over the rows.
export class View {
  private haystack: string[] | undefined;
  private readonly orders = new Map<Column, number[]>();

  constructor(readonly rows: readonly OrganizationRow[]) {}

  // prepare makes what the first filter needs, when nothing else is to be done.
  prepare(): string[] {
    this.haystack ??= this.rows.map((row) =>
      [row.friendlyName, row.uniqueName, telling(row.url), row.region, row.version].join("\n").toLowerCase(),
    );
    return this.haystack;
  }

  // show returns the rows that hold every word of the filter, sorted.
  show(filter: string, sort: Sort): OrganizationRow[] {
    const words = filterWords(filter).map(telling).filter(Boolean);
    const order = this.order(sort.column);
    const haystack = words.length > 0 ? this.prepare() : [];
    const shown: OrganizationRow[] = [];
    for (let i = 0; i < order.length; i++) {
      const index = order[sort.descending ? order.length - 1 - i : i] ?? 0;
      const text = haystack[index] ?? "";
      const row = this.rows[index];
      if (row && holds(text, words)) shown.push(row);
    }
    return shown;
  }

  private order(column: Column): number[] {
    const known = this.orders.get(column);
    if (known) return known;
    const order = sortedIndex(this.rows.map((row) => sortKey(row[column])));
    this.orders.set(column, order);
    return order;
  }
}

// sortKey is text whose plain order is the order of people: no case, no accents,
// numbers by their size. Intl.Collator says the same of our languages, but takes
// ten times as long for ten thousand names.
function sortKey(text: string): string {
  const lower = text.toLowerCase();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII
  const plain = /^[\x00-\x7f]*$/.test(lower)
    ? lower
    : lower.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("ß", "ss");
  return plain.replace(/\d+/g, (digits) => digits.padStart(12, "0"));
}

function sortedIndex(keys: readonly string[]): number[] {
  const order = keys.map((_, index) => index);
  // Equal values keep the order they came in.
  return order.sort((a, b) => {
    const [one, other] = [keys[a] ?? "", keys[b] ?? ""];
    return one < other ? -1 : one > other ? 1 : a - b;
  });
}

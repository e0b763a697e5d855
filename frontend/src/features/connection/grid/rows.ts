import type { OrganizationRow } from "../../../backend/types";

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

// View answers which rows to show, in which order. It is made once per list:
// the lower-cased text and each column's order are kept, so that a keystroke
// costs one pass over the rows and a sort is paid once.
export class View {
  private readonly haystack: string[];
  private readonly orders = new Map<Column, number[]>();
  private readonly collator: Intl.Collator;

  constructor(
    readonly rows: readonly OrganizationRow[],
    language: string,
  ) {
    this.collator = new Intl.Collator(language, { numeric: true, sensitivity: "base" });
    this.haystack = rows.map((row) =>
      [row.friendlyName, row.uniqueName, telling(row.url), row.region, row.version].join("\n").toLowerCase(),
    );
  }

  // show returns the rows that hold every word of the filter, sorted.
  show(filter: string, sort: Sort): OrganizationRow[] {
    const words = filter.toLowerCase().split(/\s+/).map(telling).filter(Boolean);
    const order = this.order(sort.column);
    const shown: OrganizationRow[] = [];
    for (let i = 0; i < order.length; i++) {
      const index = order[sort.descending ? order.length - 1 - i : i] ?? 0;
      const text = this.haystack[index] ?? "";
      const row = this.rows[index];
      if (row && words.every((word) => text.includes(word))) shown.push(row);
    }
    return shown;
  }

  private order(column: Column): number[] {
    const known = this.orders.get(column);
    if (known) return known;
    const order = sortedIndex(
      this.rows.map((row) => row[column]),
      this.collator,
    );
    this.orders.set(column, order);
    return order;
  }
}

function sortedIndex(values: readonly string[], collator: Intl.Collator): number[] {
  const order = values.map((_, index) => index);
  // Equal values keep the order they came in.
  return order.sort((a, b) => collator.compare(values[a] ?? "", values[b] ?? "") || a - b);
}

// jump finds the next row after "from" whose name begins with what was typed, going round.
export function jump(rows: readonly OrganizationRow[], typed: string, from: number): number {
  const wanted = typed.toLowerCase();
  for (let step = 0; step < rows.length; step++) {
    const index = (from + step) % rows.length;
    if (rows[index]?.friendlyName.toLowerCase().startsWith(wanted)) return index;
  }
  return -1;
}

import type { ReactNode } from "react";

export interface GridColumn<T> {
  id: string;
  // label is the column's name; a node may bring a button along.
  label: ReactNode;
  // width is a track of the CSS grid, for example "minmax(0, 2fr)".
  width: string;
  // sort is how the rows stand by this column, where columns can be sorted by.
  sort?: "ascending" | "descending" | "none";
  cell(row: T, chosen: boolean): ReactNode;
}

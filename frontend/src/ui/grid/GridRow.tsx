import { memo } from "react";
import type { GridColumn } from "./columns";
import css from "./grid.module.css";

interface GridRowProps<T> {
  row: T;
  columns: readonly GridColumn<T>[];
  id: string;
  index: number;
  // top is where the row stands below the head, in pixels.
  top: number;
  active: boolean;
  chosen: boolean;
  onActive(index: number): void;
  onChoose(row: T): void;
}

function Row<T>({ row, columns, id, index, top, active, chosen, onActive, onChoose }: GridRowProps<T>) {
  const classes = [css.row, css.data, active && css.active, chosen && css.chosen].filter(Boolean).join(" ");
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the grid
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus
    <div
      role="row"
      id={id}
      aria-rowindex={index + 2}
      aria-selected={chosen}
      className={classes}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => {
        onActive(index);
        onChoose(row);
      }}
    >
      {columns.map((column) => (
        // biome-ignore lint/a11y/useSemanticElements: see the grid
        // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus
        <div key={column.id} role="gridcell" className={css.cell}>
          {column.cell(row, chosen)}
        </div>
      ))}
    </div>
  );
}

// GridRow is made again only when something of it changes: scrolling, typing and moving
// touch a row or two of all that are in sight.
export const GridRow = memo(Row) as typeof Row;

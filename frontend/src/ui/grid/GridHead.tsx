import type { GridColumn } from "./columns";
import css from "./grid.module.css";

// GridHead names the columns and stays on top of what scrolls.
export function GridHead<T>({ columns }: { columns: readonly GridColumn<T>[] }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the grid
    <div role="rowgroup" className={css.top}>
      {/* biome-ignore lint/a11y/useSemanticElements: see the grid */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus */}
      <div role="row" aria-rowindex={1} className={`${css.row} ${css.head}`}>
        {columns.map((column) => (
          // biome-ignore lint/a11y/useSemanticElements: see the grid
          // biome-ignore lint/a11y/useFocusableInteractive: the grid, or a button inside, has the focus
          <div key={column.id} role="columnheader" className={css.cell} aria-sort={column.sort}>
            {column.label}
          </div>
        ))}
      </div>
    </div>
  );
}

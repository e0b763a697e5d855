import { useVirtualizer } from "@tanstack/react-virtual";
import { type CSSProperties, useCallback, useEffect, useId, useLayoutEffect, useRef } from "react";
import text from "../text.module.css";
import type { GridColumn } from "./columns";
import { GridHead } from "./GridHead";
import { GridRow } from "./GridRow";
import css from "./grid.module.css";
import { useGridKeys } from "./useGridKeys";

// In pixels, as in grid.module.css; the head is one row more.
const rowHeight = 28;

export interface RowsProps<T> {
  id?: string;
  label: string;
  // help says what the keys do.
  help: string;
  columns: readonly GridColumn<T>[];
  // keyOf tells rows apart; nameOf is what letters jump to, where they do.
  keyOf(row: T): string;
  nameOf?(row: T): string;
  chosen?: string;
  onChoose(row: T): void;
}

// Rows is the grid itself: it scrolls, has the focus and points at the active row, so
// whoever has only a keyboard reaches every row, and scrolling away never loses it.
export function Rows<T>(props: RowsProps<T> & { shown: readonly T[] }) {
  const { shown, columns, keyOf, nameOf, chosen } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const base = useId();
  const help = useId();
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    // The head stays on top of what scrolls.
    scrollMargin: rowHeight,
    scrollPaddingStart: rowHeight,
    initialRect: { width: 800, height: rowHeight * 8 },
  });
  const latest = useRef(props.onChoose);
  useLayoutEffect(() => {
    latest.current = props.onChoose;
  }, [props.onChoose]);
  // Always the same, so that it alone never makes a row again.
  const choose = useCallback((row: T) => latest.current(row), []);
  const { active, setActive, onKeyDown } = useGridKeys(shown, {
    page: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2),
    reveal: (index) => virtual.scrollToIndex(index),
    choose,
    nameOf,
  });
  const tracks = { "--columns": columns.map((column) => column.width).join(" ") } as CSSProperties;

  const first = useRef(true);
  useEffect(() => {
    // A list that was just read, or is come back to, starts at the row that is chosen.
    if (!first.current) return;
    first.current = false;
    const index = shown.findIndex((row) => keyOf(row) === chosen);
    if (index < 0) return;
    setActive(index);
    virtual.scrollToIndex(index, { align: "center" });
  }, [shown, keyOf, chosen, setActive, virtual]);

  return (
    // biome-ignore lint/a11y/useSemanticElements: a table can't be virtualised and keep one focus
    <div
      ref={scroller}
      className={`${css.grid} ${text.focusRing}`}
      style={tracks}
      role="grid"
      id={props.id}
      aria-label={props.label}
      aria-describedby={help}
      aria-rowcount={shown.length + 1}
      aria-colcount={columns.length}
      aria-activedescendant={`${base}-${active}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <span id={help} hidden>
        {props.help}
      </span>
      <GridHead columns={columns} />
      {/* biome-ignore lint/a11y/useSemanticElements: see the grid */}
      <div role="rowgroup">
        <div role="presentation" className={css.space} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = shown[item.index];
            if (row === undefined) return null;
            const key = keyOf(row);
            return (
              <GridRow
                key={key}
                row={row}
                columns={columns}
                id={`${base}-${item.index}`}
                index={item.index}
                top={item.start - rowHeight}
                active={item.index === active}
                chosen={key === chosen}
                onActive={setActive}
                onChoose={choose}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

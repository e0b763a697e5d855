import { Input, Link } from "@fluentui/react-components";
import { SearchRegular } from "@fluentui/react-icons/svg/search";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useDeferredValue, useEffect, useId, useMemo, useRef, useState } from "react";
import { useTranslation } from "../../i18n/i18n";
import css from "./DataGrid.module.css";
import { useRowKeys } from "./useRowKeys";

const rowHeight = 30;

export interface GridColumn<T> {
  id: string;
  label: string;
  // width is a track of the CSS grid, for example "minmax(0, 2fr)".
  width: string;
  cell(row: T): ReactNode;
}

interface DataGridProps<T> {
  label: string;
  filterLabel: string;
  rows: readonly T[];
  columns: readonly GridColumn<T>[];
  // keyOf tells rows apart; textOf is what the filter looks in, in lower case.
  keyOf(row: T): string;
  textOf(row: T): string;
  chosen?: string;
  empty: string;
  tools?: ReactNode;
  onChoose(row: T): void;
}

// DataGrid shows some or a thousand rows alike: only those in sight exist. The grid itself
// has the focus and points at the active row, so scrolling away never loses the keyboard.
export function DataGrid<T>(props: DataGridProps<T>) {
  const { t } = useTranslation();
  const { rows, textOf } = props;
  const [filter, setFilter] = useState("");
  // Typing stays ahead of the list.
  const wanted = useDeferredValue(filter).trim().toLowerCase();
  const shown = useMemo(() => {
    const words = wanted.split(/\s+/).filter(Boolean);
    if (words.length === 0) return rows;
    return rows.filter((row) => {
      const text = textOf(row);
      return words.every((word) => text.includes(word));
    });
  }, [rows, wanted, textOf]);

  return (
    <div className={css.whole}>
      <div className={css.tools}>
        <Input
          className={css.filter}
          size="small"
          value={filter}
          placeholder={t("desk.filterHint")}
          aria-label={props.filterLabel}
          contentBefore={<SearchRegular aria-hidden />}
          onChange={(_, data) => setFilter(data.value)}
          onKeyDown={(event) => {
            // The first Esc empties the filter; the dialog gets the next.
            if (event.key === "Escape" && filter !== "") {
              event.stopPropagation();
              setFilter("");
            }
          }}
        />
        <span role="status" className={css.count}>
          {t("grid.count", { shown: shown.length, all: rows.length })}
        </span>
        <span className={css.spring} />
        {props.tools}
      </div>
      {rows.length === 0 ? (
        <div className={css.nothing}>{props.empty}</div>
      ) : shown.length === 0 ? (
        <div className={css.nothing}>
          {t("desk.nothing")}{" "}
          <Link as="button" onClick={() => setFilter("")}>
            {t("grid.clear")}
          </Link>
        </div>
      ) : (
        <Rows {...props} shown={shown} />
      )}
    </div>
  );
}

function Rows<T>(props: DataGridProps<T> & { shown: readonly T[] }) {
  const { shown, columns, keyOf, chosen, onChoose } = props;
  const { t } = useTranslation();
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
    initialRect: { width: 800, height: rowHeight * 10 },
  });
  const { active, setActive, onKeyDown } = useRowKeys(shown, {
    page: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2),
    reveal: (index) => virtual.scrollToIndex(index),
    choose: onChoose,
  });
  const tracks = { gridTemplateColumns: columns.map((column) => column.width).join(" ") };

  const first = useRef(true);
  useEffect(() => {
    // A list that is come back to starts at the row that was open.
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
      className={css.grid}
      role="grid"
      aria-label={props.label}
      aria-describedby={help}
      aria-rowcount={shown.length + 1}
      aria-colcount={columns.length}
      aria-activedescendant={`${base}-${active}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <span id={help} hidden>
        {t("desk.gridHelp")}
      </span>
      {/* biome-ignore lint/a11y/useSemanticElements: see the grid */}
      <div role="rowgroup" className={css.top}>
        {/* biome-ignore lint/a11y/useSemanticElements: see the grid */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus */}
        <div role="row" aria-rowindex={1} className={`${css.row} ${css.head}`} style={tracks}>
          {columns.map((column) => (
            // biome-ignore lint/a11y/useSemanticElements: see the grid
            // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus
            <div key={column.id} role="columnheader" className={css.cell}>
              {column.label}
            </div>
          ))}
        </div>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: see the grid */}
      <div role="rowgroup">
        <div role="presentation" className={css.space} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = shown[item.index];
            if (row === undefined) return null;
            const key = keyOf(row);
            return (
              // biome-ignore lint/a11y/useSemanticElements: see the grid
              // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles the keys
              // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus
              <div
                key={key}
                role="row"
                id={`${base}-${item.index}`}
                aria-rowindex={item.index + 2}
                aria-selected={key === chosen}
                className={[
                  css.row,
                  css.data,
                  item.index === active && css.active,
                  key === chosen && css.chosen,
                ]
                  .filter(Boolean)
                  .join(" ")}
                style={{ ...tracks, transform: `translateY(${item.start - rowHeight}px)` }}
                onClick={() => {
                  setActive(item.index);
                  onChoose(row);
                }}
              >
                {columns.map((column) => (
                  // biome-ignore lint/a11y/useSemanticElements: see the grid
                  // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus
                  <div key={column.id} role="gridcell" className={css.cell}>
                    {column.cell(row)}
                  </div>
                ))}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

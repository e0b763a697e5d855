import { Button, Input, Link } from "@fluentui/react-components";
import { ArrowSortDownRegular } from "@fluentui/react-icons/svg/arrow-sort-down";
import { ArrowSortUpRegular } from "@fluentui/react-icons/svg/arrow-sort-up";
import { CheckmarkRegular } from "@fluentui/react-icons/svg/checkmark";
import { SearchRegular } from "@fluentui/react-icons/svg/search";
import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, useDeferredValue, useEffect, useId, useMemo, useRef, useState } from "react";
import type { OrganizationRow } from "../../../backend/types";
import { useTranslation } from "../../../i18n/i18n";
import { Truncated } from "../../../ui/Truncated";
import css from "./grid.module.css";
import { type Column, columns, type Sort, View } from "./rows";
import { useGridKeys } from "./useGridKeys";

// In pixels, as in grid.module.css; the head is one row more.
const rowHeight = 28;

interface OrganizationsGridProps {
  rows: readonly OrganizationRow[];
  chosen: string | undefined;
  onChoose(row: OrganizationRow): void;
}

// OrganizationsGrid shows some or ten thousand organizations alike: only the rows
// in sight exist. The grid itself scrolls, has the focus and points at the active row,
// so whoever has only a keyboard reaches every row, and scrolling away never loses it.
export function OrganizationsGrid({ rows, chosen, onChoose }: OrganizationsGridProps) {
  const { t } = useTranslation();
  const [filter, setFilter] = useState("");
  const [sort, setSort] = useState<Sort>({ column: "friendlyName", descending: false });
  const view = useMemo(() => new View(rows), [rows]);
  useEffect(() => {
    const timer = setTimeout(() => view.prepare(), 100);
    return () => clearTimeout(timer);
  }, [view]);
  // Typing stays ahead of the list: React may drop a list that is out of date.
  const wanted = useDeferredValue(filter);
  const shown = useMemo(() => view.show(wanted, sort), [view, wanted, sort]);

  return (
    <>
      <div className={css.tools}>
        <Input
          className={css.filter}
          size="small"
          value={filter}
          placeholder={t("grid.filterHint")}
          aria-label={t("grid.filter")}
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
      </div>
      {shown.length === 0 ? (
        <div className={css.nothing}>
          {t("grid.nothing")}{" "}
          <Link as="button" onClick={() => setFilter("")}>
            {t("grid.clear")}
          </Link>
        </div>
      ) : (
        <Rows shown={shown} sort={sort} onSort={setSort} chosen={chosen} onChoose={onChoose} />
      )}
    </>
  );
}

interface RowsProps {
  shown: OrganizationRow[];
  sort: Sort;
  onSort(sort: Sort): void;
  chosen: string | undefined;
  onChoose(row: OrganizationRow): void;
}

function Rows({ shown, sort, onSort, chosen, onChoose }: RowsProps) {
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
    initialRect: { width: 800, height: rowHeight * 8 },
  });
  const { active, setActive, onKeyDown } = useGridKeys(shown, {
    page: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2),
    reveal: (index) => virtual.scrollToIndex(index),
    choose: onChoose,
  });

  const first = useRef(true);
  useEffect(() => {
    // A list that was just read starts at the organization that is chosen.
    if (!first.current) return;
    first.current = false;
    const index = shown.findIndex((row) => row.id === chosen);
    if (index < 0) return;
    setActive(index);
    virtual.scrollToIndex(index, { align: "center" });
  }, [shown, chosen, setActive, virtual]);

  return (
    // biome-ignore lint/a11y/useSemanticElements: a table can't be virtualised and keep one focus
    <div
      ref={scroller}
      className={css.grid}
      role="grid"
      id="organizations"
      aria-label={t("grid.label")}
      aria-describedby={help}
      aria-rowcount={shown.length + 1}
      aria-colcount={columns.length}
      aria-activedescendant={`${base}-${active}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <span id={help} hidden>
        {t("grid.help")}
      </span>
      {/* biome-ignore lint/a11y/useSemanticElements: see the grid */}
      <div role="rowgroup" className={css.top}>
        {/* biome-ignore lint/a11y/useSemanticElements: see the grid */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus */}
        <div role="row" aria-rowindex={1} className={`${css.row} ${css.head}`}>
          {columns.map((column) => (
            <Header key={column} column={column} sort={sort} onSort={onSort} />
          ))}
        </div>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: see the grid */}
      <div role="rowgroup">
        <div role="presentation" className={css.space} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = shown[item.index];
            return row ? (
              <Row
                key={row.id}
                row={row}
                id={`${base}-${item.index}`}
                index={item.index}
                top={item.start - rowHeight}
                active={item.index === active}
                chosen={row.id === chosen}
                onActive={setActive}
                onChoose={onChoose}
              />
            ) : null;
          })}
        </div>
      </div>
    </div>
  );
}

const labels = {
  friendlyName: "grid.name",
  url: "grid.url",
  region: "grid.region",
  version: "grid.version",
} as const;

function Header({ column, sort, onSort }: { column: Column; sort: Sort; onSort(sort: Sort): void }) {
  const { t } = useTranslation();
  const mine = sort.column === column;
  const Arrow = sort.descending ? ArrowSortDownRegular : ArrowSortUpRegular;
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the grid
    // biome-ignore lint/a11y/useFocusableInteractive: its button takes the focus
    <div
      role="columnheader"
      className={css.cell}
      aria-sort={mine ? (sort.descending ? "descending" : "ascending") : "none"}
    >
      <Button
        size="small"
        appearance="transparent"
        className={css.sort}
        icon={mine ? <Arrow /> : undefined}
        iconPosition="after"
        onClick={() => onSort({ column, descending: mine && !sort.descending })}
      >
        {t(labels[column])}
      </Button>
    </div>
  );
}

interface RowProps {
  row: OrganizationRow;
  id: string;
  index: number;
  top: number;
  active: boolean;
  chosen: boolean;
  onActive(index: number): void;
  onChoose(row: OrganizationRow): void;
}

const Row = memo(function Row({ row, id, index, top, active, chosen, onActive, onChoose }: RowProps) {
  const { t } = useTranslation();
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
      <Cell>
        <span className={css.tick}>{chosen && <CheckmarkRegular fontSize={14} aria-hidden />}</span>
        <Truncated text={row.friendlyName || row.uniqueName} />
        {row.guest && (
          <span className={css.disabled} title={t("grid.guestWhy")}>
            {t("grid.guest")}
          </span>
        )}
        {row.disabled && <span className={css.disabled}>{t("grid.disabled")}</span>}
      </Cell>
      <Cell>
        <Truncated text={row.url.replace(/^https:\/\//, "").replace(/\/$/, "")} />
      </Cell>
      <Cell>
        <Truncated text={row.region} />
      </Cell>
      <Cell>
        <Truncated text={row.version} />
      </Cell>
    </div>
  );
});

function Cell({ children }: { children: React.ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the grid
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus
    <div role="gridcell" className={css.cell}>
      {children}
    </div>
  );
}

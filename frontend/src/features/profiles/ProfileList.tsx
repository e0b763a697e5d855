import { useVirtualizer } from "@tanstack/react-virtual";
import {
  type MouseEvent,
  Suspense,
  useCallback,
  useDeferredValue,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import type { ProfileRow } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import { filterWords } from "../../ui/grid/filter";
import { part } from "../../ui/part";
import text from "../../ui/text.module.css";
import { useMinute } from "../../ui/time";
import { useKept } from "../../ui/useKept";
import { useLasting } from "../../ui/useLasting";
import { arrange, few, found, orders, wordsOf } from "./arrange";
import { ListNotes } from "./ListNotes";
import css from "./list.module.css";
import { type Do, ProfileRowView } from "./ProfileRowView";
import type { MenuTarget } from "./RowMenu";
import { Unreadable } from "./Unreadable";
import { useActions } from "./useActions";
import { useListKeys } from "./useListKeys";
import { useSelection } from "./useSelection";

const RowMenu = part(() => import("./RowMenu").then((m) => m.RowMenu));
const Rename = part(() => import("./Rename").then((m) => m.Rename));
const ListTools = part(() => import("./ListTools").then((m) => m.ListTools));

// In pixels, as in list.module.css.
const rowHeight = 56;
const groupHeight = 34;

// ProfileList is the list as a grid: it scrolls, has the focus and points at the active row,
// so a keyboard reaches every row behind one tab stop. Only rows in sight exist.
export function ProfileList({ rows }: { rows: readonly ProfileRow[] }) {
  const { t } = useTranslation();
  const now = useMinute();
  const [search, setSearch] = useKept("profiles-search", "");
  const [order, setOrder] = useLasting("latchkey-profiles-order", orders, "name");
  const [activeId, setActiveId] = useKept("profiles-active", "");
  const [menu, setMenu] = useState<{ row: ProfileRow; target: MenuTarget } | undefined>();
  const [renamed, setRenamed] = useState<ProfileRow | undefined>();
  const actions = useActions();

  const readable = useMemo(() => rows.filter((row) => row.status !== "unreadable"), [rows]);
  const many = readable.length > few;
  // Typing stays ahead of the list: React may drop a list that is out of date.
  const wanted = useDeferredValue(many ? search : "");
  const words = useMemo(() => wordsOf(readable), [readable]);
  const entries = useMemo(
    () => arrange(found(readable, words, filterWords(wanted)), order, many),
    [readable, words, wanted, order, many],
  );
  const shown = useMemo(
    () => entries.flatMap((entry) => (entry.kind === "row" ? [entry.row] : [])),
    [entries],
  );
  const ids = useMemo(() => shown.map((row) => row.id), [shown]);
  const selection = useSelection(ids);
  const selected = shown.filter((row) => selection.has(row.id));
  const active = useActive(ids, activeId);

  const grid = useRef<HTMLDivElement>(null);
  const base = useId();
  const help = useId();
  const rowId = (id: string) => `${base}-${id}`;
  const virtual = useVirtualizer({
    count: entries.length,
    getScrollElement: () => grid.current,
    estimateSize: (index) => (entries[index]?.kind === "group" ? groupHeight : rowHeight),
    getItemKey: (index) => entries[index]?.key ?? index,
    overscan: 6,
    initialRect: { width: 1000, height: rowHeight * 12 },
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: other entries have other heights
  useLayoutEffect(() => virtual.measure(), [virtual, entries]);

  const entryOf = (index: number) => entries.findIndex((entry) => entry.key === ids[index]);
  const go = (index: number) => {
    const id = ids[index];
    if (id === undefined) return;
    setActiveId(id);
    virtual.scrollToIndex(entryOf(index));
  };
  const first = useRef(true);
  useEffect(() => {
    // Somebody who comes back finds the profile where it was left.
    if (first.current && active > 0) virtual.scrollToIndex(entryOf(active), { align: "center" });
    first.current = false;
  });

  const { open, copy, test, signIn, browse } = actions;
  const latest = useRef((_: Do, __: ProfileRow) => {});
  useLayoutEffect(() => {
    latest.current = (what, row) => {
      setActiveId(row.id);
      if (what === "test") void test([row]);
      else void { open, copy, signIn, browse }[what](row);
    };
  });
  // Always the same, so that it alone never makes a row again.
  const onDo = useCallback((what: Do, row: ProfileRow) => latest.current(what, row), []);
  const onMenu = useCallback(
    (row: ProfileRow, target: HTMLElement) => {
      setActiveId(row.id);
      setMenu({ row, target });
    },
    [setActiveId],
  );
  const remove = (row: ProfileRow) => {
    const gone = (selection.has(row.id) ? selected : [row]).filter((each) => !each.readOnly);
    const ends = new Set(gone.map((each) => each.id));
    // The next one that stays is the active one.
    const next =
      ids.slice(active).find((id) => !ends.has(id)) ?? ids.slice(0, active).findLast((id) => !ends.has(id));
    setActiveId(next ?? "");
    selection.clear();
    void actions.remove(gone);
    grid.current?.focus();
  };
  const onKeyDown = useListKeys(shown, active, selection, {
    page: () => Math.max(1, Math.floor((grid.current?.clientHeight ?? 0) / rowHeight) - 1),
    go,
    open,
    menu: (row) => {
      const at = document.getElementById(rowId(row.id));
      if (at) setMenu({ row, target: startOf(at) });
    },
    rename: (row) => !row.readOnly && setRenamed(row),
    remove,
  });

  const rowAt = (event: MouseEvent) => {
    const at = event.target instanceof Element ? event.target.closest("[data-id]") : null;
    return shown.find((row) => row.id === at?.getAttribute("data-id"));
  };
  const onClick = (event: MouseEvent) => {
    const row = rowAt(event);
    const button = event.target instanceof Element && event.target.closest("button");
    if (!row) return;
    setActiveId(row.id);
    if (event.ctrlKey || event.metaKey) selection.toggle(row.id, true);
    else if (event.shiftKey) selection.reach(row.id);
    else if (!button) selection.only(row.id);
  };
  const focusGrid = () => grid.current?.focus();
  // Whoever goes to a page from the menu comes back to the list: that has the focus then.
  const leaving = (go: (row: ProfileRow) => void) => (row: ProfileRow) => {
    focusGrid();
    go(row);
  };
  const fromMenu = {
    ...actions,
    open: leaving(open),
    signIn: leaving(signIn),
    values: leaving(actions.values),
    session: leaving(actions.session),
  };
  useEffect(() => {
    // When the list stands, the menu is fetched: the first one opens as fast as the next.
    const timer = setTimeout(() => RowMenu.preload(), 300);
    return () => clearTimeout(timer);
  }, []);
  const over = menu !== undefined || renamed !== undefined;
  useEffect(() => {
    if (over) return () => grid.current?.focus();
  }, [over]);

  return (
    <>
      <Suspense fallback={<div className={css.tools} />}>
        {readable.length > 1 && (
          <ListTools
            searching={many}
            search={search}
            shown={shown.length}
            all={readable.length}
            order={order}
            onSearch={setSearch}
            onDown={focusGrid}
            onEnter={() => shown[active] && onDo("open", shown[active])}
            onOrder={setOrder}
          />
        )}
      </Suspense>
      <ListNotes actions={actions} selected={selected} onClear={selection.clear} onRemove={remove} />
      {shown.length > 0 ? (
        // biome-ignore lint/a11y/useSemanticElements: a table can't be virtualised and keep one focus
        <div
          ref={grid}
          id="profiles"
          role="grid"
          tabIndex={0}
          className={`${css.list} ${text.focusRing}`}
          aria-label={t("home.list")}
          aria-describedby={help}
          aria-multiselectable
          aria-rowcount={shown.length}
          aria-activedescendant={ids[active] && rowId(ids[active])}
          onKeyDown={onKeyDown}
          onClick={onClick}
          onDoubleClick={(event) => {
            const row = rowAt(event);
            const button = event.target instanceof Element && event.target.closest("button");
            if (row && !button) open(row);
          }}
          onMouseDown={(event) => {
            // The list keeps the focus; a shift-click selects rows, not their text.
            event.preventDefault();
            focusGrid();
          }}
          onContextMenu={(event) => {
            event.preventDefault();
            const row = rowAt(event) ?? shown[active];
            const at = row && document.getElementById(rowId(row.id));
            if (!row || !at) return;
            setActiveId(row.id);
            if (!selection.has(row.id)) selection.only(row.id);
            setMenu({ row, target: event.button === 2 ? pointAt(event) : startOf(at) });
          }}
        >
          <span id={help} hidden>
            {t("home.keys")}
          </span>
          {/* biome-ignore lint/a11y/useSemanticElements: see the grid */}
          <div role="rowgroup" className={css.space} style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map((item) => {
              const entry = entries[item.index];
              if (!entry) return null;
              if (entry.kind === "group") {
                return (
                  // biome-ignore lint/a11y/useSemanticElements: see the grid
                  // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus
                  <div
                    key={entry.key}
                    role="row"
                    className={css.group}
                    style={{ transform: `translateY(${item.start}px)` }}
                  >
                    {/* biome-ignore lint/a11y/useSemanticElements: see the grid */}
                    {/* biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus */}
                    <div role="gridcell">
                      <bdi>{entry.label || t(`home.groups.${entry.group}`)}</bdi>
                    </div>
                  </div>
                );
              }
              const { row } = entry;
              return (
                <ProfileRowView
                  key={entry.key}
                  row={row}
                  id={rowId(row.id)}
                  index={ids.indexOf(row.id)}
                  top={item.start}
                  active={row.id === ids[active]}
                  selected={selection.has(row.id)}
                  test={actions.tests.of(row.id)}
                  now={now}
                  menuOpen={menu?.row.id === row.id}
                  onDo={onDo}
                  onMenu={onMenu}
                />
              );
            })}
          </div>
        </div>
      ) : (
        readable.length > 0 && (
          <p className={css.nothing}>
            {t("home.nothing")}{" "}
            <button type="button" className={css.link} onClick={() => setSearch("")}>
              {t("grid.clear")}
            </button>
          </p>
        )
      )}
      <Unreadable rows={rows.filter((row) => row.status === "unreadable")} />
      <Suspense fallback={null}>
        {menu && (
          <RowMenu
            key={menu.row.id}
            row={menu.row}
            selected={selection.has(menu.row.id) && selected.length > 1 ? selected : [menu.row]}
            target={menu.target}
            actions={fromMenu}
            onRename={() => setRenamed(menu.row)}
            onRemove={() => remove(menu.row)}
            onClose={() => setMenu(undefined)}
          />
        )}
        {renamed && <Rename row={renamed} onClose={() => setRenamed(undefined)} />}
      </Suspense>
    </>
  );
}

// useActive is the place of the active row; when that row is gone, the one that is now there.
function useActive(ids: readonly string[], activeId: string): number {
  const last = useRef(0);
  const at = ids.indexOf(activeId);
  const active = at >= 0 ? at : Math.max(0, Math.min(last.current, ids.length - 1));
  useLayoutEffect(() => {
    last.current = active;
  }, [active]);
  return active;
}

// pointAt is where the mouse is, as something that a menu can stand at.
function pointAt({ clientX: x, clientY: y }: MouseEvent): MenuTarget {
  return { getBoundingClientRect: () => new DOMRect(x, y, 0, 0) };
}

// startOf is where the menu stands that the keyboard opens: below a row's name.
function startOf(row: HTMLElement): MenuTarget {
  return {
    getBoundingClientRect: () => {
      const { left, bottom } = row.getBoundingClientRect();
      return new DOMRect(left + 48, bottom - 12, 0, 0);
    },
  };
}

import { type KeyboardEvent, useRef } from "react";
import type { ProfileRow } from "../../backend/types";
import { jump } from "../../ui/grid/jump";
import type { Selection } from "./useSelection";

export interface ListActions {
  page(): number;
  go(index: number): void;
  open(row: ProfileRow): void;
  menu(row: ProfileRow): void;
  rename(row: ProfileRow): void;
  remove(row: ProfileRow): void;
}

// How long a pause ends a word that is typed to jump to a name, in milliseconds.
const pause = 700;

// useListKeys is the keyboard of the list, as file managers have it: arrows move, with Shift
// they select; Space selects, Enter opens, F2 renames, Delete deletes, letters jump.
export function useListKeys(
  rows: readonly ProfileRow[],
  active: number,
  selection: Selection,
  actions: ListActions,
) {
  const typed = useRef({ text: "", at: 0 });

  return (event: KeyboardEvent<HTMLElement>) => {
    const row = rows[active];
    if (row === undefined || event.altKey) return;
    const command = event.ctrlKey || event.metaKey;
    const last = rows.length - 1;
    const moves: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      Home: 0,
      End: last,
      PageDown: active + actions.page(),
      PageUp: active - actions.page(),
    };
    const word = typed.current;
    const typing = word.text !== "" && event.timeStamp - word.at < pause;
    const move = moves[event.key];
    // For each key what it does with the active row.
    const keys: Record<string, ((row: ProfileRow) => void) | undefined> = {
      Enter: actions.open,
      ContextMenu: actions.menu,
      F2: actions.rename,
      Delete: actions.remove,
    };
    const act = command ? undefined : keys[event.key];
    if (move !== undefined) {
      const next = Math.max(0, Math.min(last, move));
      const to = rows[next];
      actions.go(next);
      if (event.shiftKey && to) selection.reach(to.id, selection.ids.size === 0 ? row.id : undefined);
    } else if (event.key === " " && !typing) {
      selection.toggle(row.id, false);
    } else if (event.key === "F10" && event.shiftKey) {
      actions.menu(row);
    } else if (command && event.key.toLowerCase() === "a") {
      selection.all();
    } else if (event.key === "Escape" && selection.ids.size > 0) {
      selection.clear();
    } else if (act) {
      act(row);
    } else if (!command && event.key.length === 1) {
      word.text = typing ? word.text + event.key : event.key;
      word.at = event.timeStamp;
      // A new letter looks further on; a longer word may stay where it is.
      const from = word.text.length === 1 ? active + 1 : active;
      const at = jump(rows, (each) => each.name, word.text, from);
      if (at >= 0) actions.go(at);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
}

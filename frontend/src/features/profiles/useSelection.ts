import { useState } from "react";

export interface Selection {
  has(id: string): boolean;
  ids: ReadonlySet<string>;
  // only leaves nothing selected; what is selected next begins at this one.
  only(id: string): void;
  // toggle takes along, for a click, the row that was clicked before, as file managers do.
  toggle(id: string, click: boolean): void;
  // reach selects everything to this one, from a start or from where the selection began.
  reach(id: string, start?: string): void;
  all(): void;
  clear(): void;
}

interface State {
  ids: ReadonlySet<string>;
  anchor: string | undefined;
}

const nothing: State = { ids: new Set(), anchor: undefined };

// useSelection is which of the shown profiles are selected. What is not shown is not
// selected either: nothing happens to a profile that nobody sees.
export function useSelection(shown: readonly string[]): Selection {
  const [state, setState] = useState<State>(nothing);
  const visible = new Set(shown);
  const ids = new Set([...state.ids].filter((id) => visible.has(id)));
  return {
    ids,
    has: (id) => ids.has(id),
    only: (id) => setState({ ids: new Set(), anchor: id }),
    toggle: (id, click) => {
      const next = new Set(ids);
      if (click && next.size === 0 && state.anchor !== undefined && visible.has(state.anchor)) {
        next.add(state.anchor);
      }
      if (ids.has(id)) next.delete(id);
      else next.add(id);
      setState({ ids: next, anchor: id });
    },
    reach: (id, start) => {
      const anchor = start ?? state.anchor ?? id;
      const from = Math.max(0, shown.indexOf(anchor));
      const to = shown.indexOf(id);
      const range = shown.slice(Math.min(from, to), Math.max(from, to) + 1);
      setState({ ids: new Set(range), anchor });
    },
    all: () => setState({ ids: new Set(shown), anchor: state.anchor }),
    clear: () => setState(nothing),
  };
}

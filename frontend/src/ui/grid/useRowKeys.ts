import { type KeyboardEvent, useEffect, useState } from "react";

interface RowActions<T> {
  page(): number;
  reveal(index: number): void;
  choose(row: T): void;
}

// useRowKeys is the keyboard of a grid: which row is active and how it moves.
export function useRowKeys<T>(rows: readonly T[], actions: RowActions<T>) {
  const [active, setActive] = useState(0);
  const last = Math.max(0, rows.length - 1);
  const within = Math.min(active, last);

  useEffect(() => {
    // A filter gives a shorter list: begin at its top.
    if (active > last) setActive(0);
  }, [active, last]);

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    // Keys on a link or a button inside are its own.
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const moves: Record<string, number> = {
      ArrowDown: within + 1,
      ArrowUp: within - 1,
      Home: 0,
      End: last,
      PageDown: within + actions.page(),
      PageUp: within - actions.page(),
    };
    const move = moves[event.key];
    if (move !== undefined) {
      event.preventDefault();
      const next = Math.max(0, Math.min(last, move));
      setActive(next);
      actions.reveal(next);
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      const row = rows[within];
      if (row !== undefined) actions.choose(row);
    }
  }

  return { active: within, setActive, onKeyDown };
}

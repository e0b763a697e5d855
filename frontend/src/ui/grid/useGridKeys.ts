import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { jump } from "./jump";

interface GridActions<T> {
  page(): number;
  reveal(index: number): void;
  choose(row: T): void;
  // nameOf is what letters jump to; without it they do nothing.
  nameOf?(row: T): string;
}

// How long a pause ends a word that is typed to jump to a name, in milliseconds.
const pause = 700;

// useGridKeys is the keyboard of a grid: which row is active and how it moves.
export function useGridKeys<T>(rows: readonly T[], { page, reveal, choose, nameOf }: GridActions<T>) {
  const [active, setActive] = useState(0);
  const typed = useRef({ text: "", at: 0 });
  const last = Math.max(0, rows.length - 1);
  const within = Math.min(active, last);

  useEffect(() => {
    // A filter gives a shorter list: begin at its top.
    if (active > last) setActive(0);
  }, [active, last]);

  const go = (index: number) => {
    const next = Math.max(0, Math.min(last, index));
    setActive(next);
    reveal(next);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    // Keys on a button inside are its own.
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const moves: Record<string, number> = {
      ArrowDown: within + 1,
      ArrowUp: within - 1,
      Home: 0,
      End: last,
      PageDown: within + page(),
      PageUp: within - page(),
    };
    const move = moves[event.key];
    const word = typed.current;
    const typing = word.text !== "" && event.timeStamp - word.at < pause;
    if (move !== undefined) {
      event.preventDefault();
      go(move);
    } else if (event.key === "Enter" || (event.key === " " && !typing)) {
      event.preventDefault();
      const row = rows[within];
      if (row !== undefined) choose(row);
    } else if (nameOf && event.key.length === 1) {
      event.preventDefault();
      word.text = typing ? word.text + event.key : event.key;
      word.at = event.timeStamp;
      // A new letter looks further on; a longer word may stay where it is.
      const found = jump(rows, nameOf, word.text, word.text.length === 1 ? within + 1 : within);
      if (found >= 0) go(found);
    }
  };

  return { active: within, setActive, onKeyDown };
}

import css from "./ui.module.css";

// How much of a hostile name is handed to the page at all; more than fits anywhere.
const most = 300;

// Characters that could turn a name around (right-to-left override and the like)
// or break its line; dropped, so that what is read is what is there.
const unruly = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

// tame makes a foreign name fit to stand among our own words: without what could turn it
// around, and cut to a length.
export function tame(text: string, length = most): string {
  const start = text.slice(0, length + 100).replace(unruly, "");
  return start.length > length || text.length > length + 100 ? `${start.slice(0, length)}…` : start;
}

// Truncated shows foreign text on one line, cut with an ellipsis, whole in its title.
export function Truncated({ text, className }: { text: string; className?: string }) {
  const shown = tame(text);
  return (
    <bdi className={className ? `${css.truncated} ${className}` : css.truncated} title={shown}>
      {shown}
    </bdi>
  );
}

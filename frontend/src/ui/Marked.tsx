import type { ReactNode } from "react";

const marks = /\*\*([^*]+)\*\*|`([^`]+)`/g;

// Marked shows a text of a recipe: **a word on a screen** and `something to type`.
export function Marked({ text }: { text: string }) {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const found of text.matchAll(marks)) {
    const [whole, bold, code] = found;
    parts.push(text.slice(at, found.index));
    parts.push(
      bold === undefined ? (
        <code key={found.index}>{code}</code>
      ) : (
        <b key={found.index}>
          <Marked text={bold} />
        </b>
      ),
    );
    at = found.index + whole.length;
  }
  parts.push(text.slice(at));
  return <>{parts}</>;
}

// plain is such a text without its marks, to be copied.
export function plain(text: string): string {
  return text.replaceAll("**", "").replaceAll("`", "");
}

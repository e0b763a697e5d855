import type { ReactNode } from "react";
import css from "./ui.module.css";

// Details is the browser's own disclosure: keyboard and screen reader come with it.
export function Details({
  summary,
  children,
  open,
}: {
  summary: string;
  children: ReactNode;
  open?: boolean;
}) {
  return (
    <details
      className={css.details}
      open={open}
      onToggle={(event) => {
        // What was opened at the lower edge should be seen.
        if (event.currentTarget.open) event.currentTarget.scrollIntoView?.({ block: "nearest" });
      }}
    >
      <summary>{summary}</summary>
      {children}
    </details>
  );
}

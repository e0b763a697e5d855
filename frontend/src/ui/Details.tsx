import { type ReactNode, useEffect, useRef, useState } from "react";
import css from "./ui.module.css";

interface DetailsProps {
  summary: ReactNode;
  children: ReactNode;
  open?: boolean;
  // onOpened follows the person's opening and closing; "open" has to follow it then.
  onOpened?(open: boolean): void;
  // late makes the children only once it has been opened.
  late?: boolean;
}

// Details is the browser's own disclosure: keyboard and screen reader come with it.
export function Details({ summary, children, open, onOpened, late }: DetailsProps) {
  const box = useRef<HTMLDetailsElement>(null);
  const [now, setNow] = useState(open === true);
  const [made, setMade] = useState(!late);

  useEffect(() => {
    // What was opened at the lower edge should be seen.
    if (now) box.current?.scrollIntoView?.({ block: "nearest" });
  }, [now]);

  return (
    <details
      ref={box}
      className={css.details}
      open={open}
      onToggle={(event) => {
        const { open } = event.currentTarget;
        setNow(open);
        if (open) setMade(true);
        onOpened?.(open);
      }}
    >
      <summary>{summary}</summary>
      {(made || open) && children}
    </details>
  );
}

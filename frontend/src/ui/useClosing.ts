import { useCallback, useEffect, useState } from "react";

// useClosing closes a Fluent dialog before it is taken away. Taking an open one
// away leaves the page behind it hidden from screen readers, and the focus
// nowhere; so does a closed one until something else takes the focus. After
// closing, the focus goes back to what had it, and then "after" runs.
export function useClosing(): { open: boolean; close(after: () => void): void } {
  const [then, setThen] = useState<{ after(): void } | undefined>();
  const [opener] = useState(() => document.activeElement);

  useEffect(() => {
    if (!then) return;
    const timer = setTimeout(() => {
      focusBack(opener);
      then.after();
    });
    return () => clearTimeout(timer);
  }, [then, opener]);

  const close = useCallback((after: () => void) => setThen({ after }), []);
  return { open: then === undefined, close };
}

function focusBack(opener: Element | null): void {
  if (opener instanceof HTMLElement && opener.isConnected && opener !== document.body) opener.focus();
  else (insideOpenDialog() ?? document.querySelector<HTMLElement>("main h1"))?.focus();
}

// insideOpenDialog is where the focus goes when its place in a dialog below is gone:
// outside of that dialog nothing can be reached.
function insideOpenDialog(): HTMLElement | null {
  const below = [...document.querySelectorAll('[role="dialog"]')].at(-1);
  return below?.querySelector<HTMLElement>("button:not([disabled])") ?? null;
}

import { useCallback, useEffect, useRef, useState } from "react";

// useClosing closes a Fluent dialog before it is taken away. Taking an open one
// away leaves the page behind it hidden from screen readers, and the focus
// nowhere. After closing, the focus goes back to what had it, and then "after" runs.
export function useClosing(): { open: boolean; close(after: () => void): void } {
  const [then, setThen] = useState<{ after(): void } | undefined>();
  const opener = useRef<Element | null>(null);
  if (opener.current === null) opener.current = document.activeElement;

  useEffect(() => {
    if (!then) return;
    const timer = setTimeout(() => {
      if (opener.current instanceof HTMLElement && opener.current.isConnected) opener.current.focus();
      then.after();
    });
    return () => clearTimeout(timer);
  }, [then]);

  const close = useCallback((after: () => void) => setThen({ after }), []);
  return { open: then === undefined, close };
}

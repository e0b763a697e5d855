import { useCallback, useEffect, useState } from "react";

// How often, and how many milliseconds apart, a control is looked for: it may stand in
// a part of the form that is only being loaded.
const tries = 40;
const pause = 25;

// useFocusOn gives a function that focuses the control with an ID once it can be: in
// another tab, or behind a closed line, it is not there at once.
export function useFocusOn(): (id: string) => void {
  const [wanted, setWanted] = useState<{ id: string } | undefined>();
  useEffect(() => {
    if (!wanted) return;
    let left = tries;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const attempt = () => {
      const element = document.getElementById(wanted.id);
      element?.focus();
      left -= 1;
      if (document.activeElement !== element && left > 0) timer = setTimeout(attempt, pause);
    };
    attempt();
    return () => clearTimeout(timer);
  }, [wanted]);
  return useCallback((id: string) => setWanted({ id }), []);
}

import { useCallback, useEffect, useRef } from "react";

// useReleased runs something as soon as no button of the mouse and no finger is down. What moves the
// page between a press and its release takes the click away from what was pressed.
export function useReleased(): (run: () => void) => void {
  const down = useRef(false);
  const waiting = useRef<(() => void)[]>([]);
  useEffect(() => {
    const press = () => {
      down.current = true;
    };
    const release = () => {
      down.current = false;
      const all = waiting.current.splice(0);
      // The click comes after the release.
      setTimeout(() => {
        for (const run of all) run();
      });
    };
    window.addEventListener("pointerdown", press, true);
    window.addEventListener("pointerup", release, true);
    window.addEventListener("pointercancel", release, true);
    return () => {
      window.removeEventListener("pointerdown", press, true);
      window.removeEventListener("pointerup", release, true);
      window.removeEventListener("pointercancel", release, true);
    };
  }, []);
  return useCallback((run) => {
    if (down.current) waiting.current.push(run);
    else run();
  }, []);
}

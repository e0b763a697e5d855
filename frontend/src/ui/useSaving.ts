import { useState } from "react";
import { asProblem } from "../backend/problem";
import type { Problem } from "../backend/types";
import { useAnnounce } from "./Announcer";

// useSaving does one thing at a time, says aloud when it is done, and keeps what was
// wrong. onEnd is told too, when the next may begin.
export function useSaving(onEnd?: (problem: Problem | undefined) => void) {
  const announce = useAnnounce();
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<Problem | undefined>();

  async function save(action: () => Promise<void>, said?: string): Promise<boolean> {
    if (saving) return false;
    setSaving(true);
    setProblem(undefined);
    let wrong: Problem | undefined;
    try {
      await action();
      if (said) announce(said);
    } catch (reason) {
      wrong = asProblem(reason);
      setProblem(wrong);
    }
    setSaving(false);
    onEnd?.(wrong);
    return wrong === undefined;
  }

  return { saving, problem, save };
}

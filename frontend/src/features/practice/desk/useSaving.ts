import { useState } from "react";
import { asProblem } from "../../../backend/problem";
import type { Problem } from "../../../backend/types";
import { useAnnounce } from "../../../ui/Announcer";

// useSaving does one thing at a time, says when it is done, and keeps what was wrong.
export function useSaving() {
  const announce = useAnnounce();
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<Problem | undefined>();

  async function save(action: () => Promise<void>, said?: string): Promise<boolean> {
    if (saving) return false;
    setSaving(true);
    setProblem(undefined);
    try {
      await action();
      if (said) announce(said);
      return true;
    } catch (reason) {
      setProblem(asProblem(reason));
      return false;
    } finally {
      setSaving(false);
    }
  }

  return { saving, problem, save, setProblem };
}

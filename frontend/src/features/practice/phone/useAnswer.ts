import { useState } from "react";
import { asProblem } from "../../../backend/problem";
import type { Problem } from "../../../backend/types";
import { useAnnounce } from "../../../ui/Announcer";

// useAnswer gives one answer at a time, says aloud that it was given, and hands on what
// was wrong with it.
export function useAnswer(onAnswered: (problem: Problem | undefined) => void) {
  const announce = useAnnounce();
  const [busy, setBusy] = useState(false);

  async function answer(action: () => Promise<void>, said?: string) {
    if (busy) return;
    setBusy(true);
    let problem: Problem | undefined;
    try {
      await action();
      if (said) announce(said);
    } catch (reason) {
      problem = asProblem(reason);
    }
    setBusy(false);
    onAnswered(problem);
  }

  return { busy, answer: (action: () => Promise<void>, said?: string) => void answer(action, said) };
}

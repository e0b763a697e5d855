import { useEffect, useState } from "react";
import { useBackend } from "../../backend/context";
import { asProblem } from "../../backend/problem";
import type { Problem } from "../../backend/types";
import type { Place } from "./place";

export interface Progress {
  // done are the steps that were ticked off; undefined until that is known.
  done: readonly string[] | undefined;
  problem: Problem | undefined;
  tick(step: string, done: boolean): void;
}

// useProgress keeps which steps of the walkthrough of a place were ticked off.
export function useProgress({ recipe, walkthrough, profile }: Place): Progress {
  const backend = useBackend();
  const [done, setDone] = useState<readonly string[] | undefined>();
  const [problem, setProblem] = useState<Problem | undefined>();

  useEffect(() => {
    setDone(undefined);
    setProblem(undefined);
    if (!recipe || !walkthrough) return;
    let live = true;
    backend.guides.done(recipe, walkthrough, profile).then(
      (steps) => live && setDone(steps),
      (reason: unknown) => {
        if (!live) return;
        // The walkthrough can be used without what was ticked off before.
        setDone([]);
        setProblem(asProblem(reason));
      },
    );
    return () => {
      live = false;
    };
  }, [backend, recipe, walkthrough, profile]);

  function mark(step: string, is: boolean): void {
    setDone((before = []) => {
      const others = before.filter((each) => each !== step);
      return is ? [...others, step] : others;
    });
  }

  function tick(step: string, is: boolean): void {
    if (!recipe || !walkthrough) return;
    mark(step, is);
    setProblem(undefined);
    backend.guides.tick(recipe, walkthrough, profile, step, is).catch((reason: unknown) => {
      mark(step, !is);
      setProblem(asProblem(reason));
    });
  }

  return { done, problem, tick };
}

import { useBackend } from "../../backend/context";
import { asProblem } from "../../backend/problem";
import type { Problem } from "../../backend/types";
import { useLoad } from "../../backend/useLoad";
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
  const of = recipe && walkthrough ? ([recipe, walkthrough, profile] as const) : undefined;
  const { data, problem, change } = useLoad<readonly string[]>(
    () => of && backend.guides.done(...of),
    [backend, recipe, walkthrough, profile],
  );

  function tick(step: string, is: boolean): void {
    const marked =
      (ticked: boolean) =>
      (steps: readonly string[] = []) => [
        ...steps.filter((each) => each !== step),
        ...(ticked ? [step] : []),
      ];
    if (!of) return;
    change(marked(is));
    backend.guides.tick(...of, step, is).catch((reason: unknown) => change(marked(!is), asProblem(reason)));
  }

  // The walkthrough can be used without what was ticked off before.
  return { done: data ?? (problem && []), problem, tick };
}

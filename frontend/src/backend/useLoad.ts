import { type DependencyList, useEffect, useEffectEvent, useReducer, useState } from "react";
import { asProblem } from "./problem";
import type { Problem } from "./types";

export interface Loaded<T> {
  data: T | undefined;
  problem: Problem | undefined;
  // reload asks again; what there is stays until the answer.
  reload(): void;
  // set puts in its place what another call has answered.
  set(data: T): void;
  // change makes another answer of the one there is, unless something else is asked for by then.
  change(make: (data: T | undefined) => T, problem?: Problem): void;
}

interface LoadOptions {
  // delay is how long to wait for the next change of what is asked for, in milliseconds.
  delay?: number;
  // keep shows the last answer until the next one, though something else is asked for.
  keep?: boolean;
}

interface Answer<T> {
  of: DependencyList;
  data: T | undefined;
  problem: Problem | undefined;
}

// useLoad fetches what of names, and again when that changes. An answer that comes when
// something else is asked for is dropped. load returns undefined when there is nothing to
// ask for.
export function useLoad<T>(
  load: () => Promise<T> | undefined,
  of: DependencyList,
  { delay = 0, keep = false }: LoadOptions = {},
): Loaded<T> {
  const [asked, reload] = useReducer((n: number) => n + 1, 0);
  const [answer, setAnswer] = useState<Answer<T>>();

  const begin = useEffectEvent((): (() => void) => {
    let live = true;
    const start = () =>
      void load()?.then(
        (data) => live && setAnswer({ of, data, problem: undefined }),
        (reason: unknown) =>
          live &&
          setAnswer((old) => ({
            of,
            data: old && (keep || same(old.of, of)) ? old.data : undefined,
            problem: asProblem(reason),
          })),
      );
    const timer = delay > 0 ? setTimeout(start, delay) : undefined;
    if (delay === 0) start();
    return () => {
      live = false;
      clearTimeout(timer);
    };
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: the caller names them, and each question asks anew
  useEffect(() => begin(), [...of, asked]);

  const current = answer && (keep || same(answer.of, of)) ? answer : undefined;
  return {
    data: current?.data,
    problem: current?.problem,
    reload,
    set: (data) => setAnswer({ of, data, problem: undefined }),
    change: (make, problem) =>
      setAnswer((old) => (old && same(old.of, of) ? { of, data: make(old.data), problem } : old)),
  };
}

function same(a: DependencyList, b: DependencyList): boolean {
  return a.length === b.length && a.every((each, i) => Object.is(each, b[i]));
}

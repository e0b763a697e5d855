import { useCallback, useEffect, useEffectEvent, useRef, useState } from "react";
import type { Topic } from "./backend";
import { useBackend } from "./context";
import { asProblem } from "./problem";
import type { Problem } from "./types";

export interface Resource<T> {
  data: T | undefined;
  problem: Problem | undefined;
  reload(): void;
}

// useResource fetches once, and again whenever the topic has changed. While a
// fetch is under way further changes ask for one more, not for many, and the
// newest answer always wins.
export function useResource<T>(topic: Topic, fetch: () => Promise<T>): Resource<T> {
  const backend = useBackend();
  const [state, setState] = useState<{ data: T | undefined; problem: Problem | undefined }>({
    data: undefined,
    problem: undefined,
  });
  const answer = useEffectEvent(fetch);
  const reloadRef = useRef(() => {});

  useEffect(() => {
    let live = true;
    let busy = false;
    let again = false;
    async function load() {
      if (busy) {
        again = true;
        return;
      }
      busy = true;
      try {
        const data = await answer();
        if (live) setState({ data, problem: undefined });
      } catch (reason) {
        if (live) setState((old) => ({ data: old.data, problem: asProblem(reason) }));
      }
      busy = false;
      if (again && live) {
        again = false;
        void load();
      }
    }
    reloadRef.current = () => void load();
    void load();
    const stop = backend.on(topic, () => void load());
    return () => {
      live = false;
      stop();
    };
  }, [backend, topic]);

  const reload = useCallback(() => reloadRef.current(), []);
  return { ...state, reload };
}

import { useEffect, useState } from "react";
import { useBackend } from "./context";
import { asProblem } from "./problem";
import type { Operation } from "./types";

const ended = new Set(["done", "failed", "cancelled"]);

export function hasEnded(operation: Operation | undefined): boolean {
  return operation !== undefined && ended.has(operation.state);
}

// Events drive the panel; this only catches up after one was lost, for example
// while a laptop slept.
const catchUp = 5000;

// useOperation follows long work from what starting it returned until it has
// ended. Answers that arrive out of order never turn it back: rev only grows.
export function useOperation(started: Operation | undefined): Operation | undefined {
  const backend = useBackend();
  const [current, setCurrent] = useState<Operation | undefined>(started);
  const id = started?.id;

  useEffect(() => {
    setCurrent(started);
    if (!started || hasEnded(started)) return;
    let live = true;
    let rev = started.rev;
    async function fetch(operationId: string) {
      try {
        const next = await backend.connection.state(operationId);
        if (!live || next.rev < rev) return;
        rev = next.rev;
        setCurrent(next);
        if (hasEnded(next)) stop();
      } catch (reason) {
        const problem = asProblem(reason);
        // Only a vanished operation is an end; a hiccup of the bridge is not.
        if (!live || problem.kind !== "not-found") return;
        setCurrent((old) => old && { ...old, state: "failed", problem });
        stop();
      }
    }
    const off = backend.on("operation", () => void fetch(started.id));
    const timer = setInterval(() => void fetch(started.id), catchUp);
    function stop() {
      off();
      clearInterval(timer);
    }
    void fetch(started.id);
    return () => {
      live = false;
      stop();
    };
    // A new operation is a new id.
  }, [backend, started]);

  return current?.id === id ? current : started;
}

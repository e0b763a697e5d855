import { useCallback, useRef, useState } from "react";
import type { Backend } from "../../backend/backend";
import { useBackend } from "../../backend/context";
import { asProblem } from "../../backend/problem";
import type { Operation, Problem, ProfileRow } from "../../backend/types";

export type TestState = "queued" | "testing" | "waiting" | "failed";

export interface Tests {
  // of is how a profile's test stands; undefined when there is none, or it went well.
  of(id: string): TestState | undefined;
  running: boolean;
  // failures are those of the last tests.
  failures: readonly { row: ProfileRow; problem: Problem }[];
  run(rows: readonly ProfileRow[]): Promise<number>;
  cancel(): void;
  forget(): void;
}

// useTests asks organizations who the person is, one profile after the other: each may open
// a browser. What went well is saved in the profile.
export function useTests(): Tests {
  const backend = useBackend();
  const [states, setStates] = useState<ReadonlyMap<string, TestState>>(new Map());
  const [failures, setFailures] = useState<Tests["failures"]>([]);
  const [running, setRunning] = useState(false);
  const stop = useRef<(() => void) | undefined>(undefined);

  const run = useCallback(
    async (rows: readonly ProfileRow[]) => {
      if (stop.current) return 0;
      let cancelled = false;
      let current: string | undefined;
      let passed = 0;
      stop.current = () => {
        cancelled = true;
        if (current) void backend.connection.cancel(current).catch(() => undefined);
      };
      const set = (id: string, state: TestState | undefined) =>
        setStates((old) => {
          const next = new Map(old);
          if (state) next.set(id, state);
          else next.delete(id);
          return next;
        });
      setRunning(true);
      setFailures([]);
      setStates(new Map(rows.map((row) => [row.id, "queued"])));
      for (const row of rows) {
        if (cancelled) {
          set(row.id, undefined);
          continue;
        }
        set(row.id, "testing");
        try {
          const started = await backend.connection.test(await backend.profiles.get(row.id));
          current = started.id;
          if (cancelled) void backend.connection.cancel(current).catch(() => undefined);
          const ended = await whenEnded(backend, started, (waits) =>
            set(row.id, waits ? "waiting" : "testing"),
          );
          current = undefined;
          if (ended.problem && ended.state !== "cancelled") throw ended.problem;
          if (ended.state === "done") {
            await backend.profiles.save(await backend.profiles.get(row.id));
            passed++;
          }
          set(row.id, undefined);
        } catch (reason) {
          set(row.id, "failed");
          setFailures((old) => [...old, { row, problem: asProblem(reason) }]);
        }
      }
      stop.current = undefined;
      setRunning(false);
      return passed;
    },
    [backend],
  );
  const cancel = useCallback(() => stop.current?.(), []);
  const forget = useCallback(() => {
    setFailures([]);
    setStates((old) => new Map([...old].filter(([, state]) => state !== "failed")));
  }, []);

  return { of: (id) => states.get(id), running, failures, run, cancel, forget };
}

// whenEnded follows an operation to its end.
function whenEnded(backend: Backend, started: Operation, onWaiting: (waits: boolean) => void) {
  return new Promise<Operation>((resolve, reject) => {
    let over = false;
    const end = (then: () => void) => {
      if (over) return;
      over = true;
      off();
      clearInterval(timer);
      then();
    };
    const look = async () => {
      try {
        const now = await backend.connection.state(started.id);
        if (["done", "failed", "cancelled"].includes(now.state)) end(() => resolve(now));
        else if (!over) onWaiting(now.state !== "running");
      } catch (reason) {
        // Only a vanished operation is an end; a hiccup of the bridge is not.
        if (asProblem(reason).kind === "not-found") end(() => reject(reason));
      }
    };
    const off = backend.on("operation", () => void look());
    const timer = setInterval(() => void look(), 2000);
    void look();
  });
}

import type { Backend, Topic } from "./backend";
import { asProblem } from "./problem";

type Method = (...args: unknown[]) => Promise<unknown>;
type Facade = Record<string, Record<string, Method | undefined> | undefined>;

interface Bridge {
  go?: { api?: Facade };
  runtime?: { EventsOn(name: string, callback: (...data: unknown[]) => void): () => void };
}

// The facade's structs and the names of their methods, as the Go side has them.
const methods = {
  Profiles: ["list", "blank", "get", "check", "redirect", "save", "delete", "fieldCard", "signOut"],
  Connection: [
    "retrieve",
    "test",
    "state",
    "cancel",
    "keepWaiting",
    "openAgain",
    "address",
    "paste",
    "organizations",
    "choose",
    "chooseURL",
  ],
  Practice: ["state", "users", "phone", "approve", "deny", "report", "reset"],
  Guides: ["explain"],
  App: ["info", "doctor", "unlock", "open"],
} as const;

function bind(facade: Facade, struct: keyof typeof methods): Record<string, Method> {
  const bound: Record<string, Method> = {};
  for (const name of methods[struct]) {
    const goName = name.charAt(0).toUpperCase() + name.slice(1);
    bound[name] = async (...args) => {
      const method = facade[struct]?.[goName];
      if (!method) throw asProblem(`${struct}.${goName} is not bound`);
      try {
        return await method(...args);
      } catch (reason) {
        throw asProblem(reason);
      }
    };
  }
  return bound;
}

// windowBackend is the backend behind window.go and window.runtime, which the
// Wails window and the browser mode's bridge script install alike; undefined
// when neither has.
export function windowBackend(): Backend | undefined {
  const { go, runtime } = window as unknown as Bridge;
  const facade = go?.api;
  if (!facade || !runtime) return undefined;

  const listeners = new Map<Topic, Set<() => void>>();
  runtime.EventsOn("changed", (event) => {
    const topic = (event as { topic?: Topic } | undefined)?.topic;
    if (topic) for (const changed of listeners.get(topic) ?? []) changed();
  });

  return {
    profiles: bind(facade, "Profiles"),
    connection: bind(facade, "Connection"),
    practice: bind(facade, "Practice"),
    guides: bind(facade, "Guides"),
    app: bind(facade, "App"),
    on(topic: Topic, changed: () => void) {
      const set = listeners.get(topic) ?? new Set();
      listeners.set(topic, set.add(changed));
      return () => set.delete(changed);
    },
    // The names above are checked against Backend by a test, the shapes against
    // the generated bindings by the compiler.
  } as unknown as Backend;
}

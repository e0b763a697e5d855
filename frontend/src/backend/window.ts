import * as App from "../../wailsjs/go/api/App";
import * as Connection from "../../wailsjs/go/api/Connection";
import * as Credentials from "../../wailsjs/go/api/Credentials";
import * as Exchange from "../../wailsjs/go/api/Exchange";
import * as Guides from "../../wailsjs/go/api/Guides";
import * as Practice from "../../wailsjs/go/api/Practice";
import * as Profiles from "../../wailsjs/go/api/Profiles";
import * as Transfer from "../../wailsjs/go/api/Transfer";
import type { Backend, Topic } from "./backend";
import { asProblem } from "./problem";

interface Bridge {
  go?: { api?: unknown };
  runtime?: { EventsOn(name: string, callback: (...data: unknown[]) => void): () => void };
}

// Bound is a generated module with its methods named as TypeScript names them.
type Bound<M> = { [K in keyof M & string as Uncapitalize<K>]: M[K] };

// bind wraps every method of a generated module so that it rejects with a Problem only.
export function bind<M extends object>(module: M): Bound<M> {
  const bound: Record<string, unknown> = {};
  for (const [name, method] of Object.entries(module)) {
    bound[name.charAt(0).toLowerCase() + name.slice(1)] = async (...args: unknown[]) => {
      try {
        return await (method as (...args: unknown[]) => Promise<unknown>)(...args);
      } catch (reason) {
        throw asProblem(reason);
      }
    };
  }
  return bound as Bound<M>;
}

// windowBackend is the backend behind window.go and window.runtime, which the
// Wails window and the browser mode's bridge script install alike; undefined
// when neither has.
export function windowBackend(): Backend | undefined {
  const { go, runtime } = window as unknown as Bridge;
  if (!go?.api || !runtime) return undefined;

  const listeners = new Map<Topic, Set<() => void>>();
  runtime.EventsOn("changed", (event) => {
    const topic = (event as { topic?: Topic } | undefined)?.topic;
    if (topic) for (const changed of listeners.get(topic) ?? []) changed();
  });

  const backend = {
    profiles: bind(Profiles),
    connection: bind(Connection),
    credentials: bind(Credentials),
    exchange: bind(Exchange),
    practice: bind(Practice),
    guides: bind(Guides),
    transfer: bind(Transfer),
    app: bind(App),
    on(topic: Topic, changed: () => void) {
      const set = listeners.get(topic) ?? new Set();
      listeners.set(topic, set.add(changed));
      return () => {
        set.delete(changed);
      };
    },
  };
  // The generated classes carry helper methods that plain objects lack, and plain
  // strings where Backend has unions; generated.ts compares names and fields.
  return backend as unknown as Backend;
}

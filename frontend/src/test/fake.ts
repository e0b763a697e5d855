import type { Backend, Topic } from "../backend/backend";
import { appOf } from "./backend/app";
import { connectionOf } from "./backend/connection";
import { credentialsOf } from "./backend/credentials";
import { exchangeOf } from "./backend/exchange";
import { guidesOf } from "./backend/guides";
import { type Fake, kitOf } from "./backend/kit";
import { practiceOf } from "./backend/practice";
import { profilesOf } from "./backend/profiles";
import { transferOf } from "./backend/transfer";
import { deskData } from "./data/desk";
import { exchangePlan } from "./data/exchange";
import { operation } from "./data/operation";
import { organizations } from "./data/organizations";
import { phone, users } from "./data/practice";
import { explained } from "./data/problems";
import { blankDraft } from "./data/profiles";
import { sessionView } from "./data/session";

export type { Fake } from "./backend/kit";
export { exchangePlan } from "./data/exchange";
export { deviceCode, operation, stepsAt } from "./data/operation";
export { organizations } from "./data/organizations";
export { phoneMessage, phonePrompt } from "./data/practice";
export { applicationId, blankDraft, redirectOf, row } from "./data/profiles";
export { sessionView } from "./data/session";

// A backend for tests and for the pages that show every screen: it holds plain
// data that a test sets, and keeps what was asked of it.
export function makeFake(
  change: Partial<Pick<Fake, "rows" | "draft" | "info" | "operation" | "organizations">> = {},
): Fake {
  const listeners = new Map<Topic, Set<() => void>>();
  const fake: Fake = {
    calls: [],
    called: (name) => fake.calls.filter((call) => call.name === name),
    rows: [],
    draft: blankDraft(),
    info: { version: "0.1.0", door: "window", platform: "linux", keychain: "ok", keychainProblem: null },
    operation: operation(),
    organizations: organizations(5),
    explain: structuredClone(explained),
    phone: structuredClone(phone),
    users: structuredClone(users),
    desk: deskData(),
    session: sessionView(),
    credentials: [],
    authorities: [],
    plan: exchangePlan(),
    fail: {},
    emit: (topic) => {
      for (const changed of [...(listeners.get(topic) ?? [])]) changed();
    },
    advance: (next) => {
      fake.operation = { ...fake.operation, ...next, rev: fake.operation.rev + 1 };
      fake.emit("operation");
    },
    backend: undefined as unknown as Backend,
    ...change,
  };

  const kit = kitOf(fake);
  fake.backend = {
    profiles: profilesOf(kit),
    connection: connectionOf(kit),
    credentials: credentialsOf(kit),
    exchange: exchangeOf(kit),
    practice: practiceOf(kit),
    guides: guidesOf(kit),
    transfer: transferOf(kit),
    app: appOf(kit),
    on(topic, changed) {
      const set = listeners.get(topic) ?? new Set();
      listeners.set(topic, set.add(changed));
      return () => set.delete(changed);
    },
  };
  return fake;
}

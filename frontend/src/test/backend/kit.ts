import type { Backend, Topic } from "../../backend/backend";
import type {
  AppInfo,
  Authority,
  CredentialInfo,
  Draft,
  ExchangePlan,
  Operation,
  OrganizationRow,
  Phone,
  PracticeUser,
  Problem,
  ProfileRow,
  SessionView,
} from "../../backend/types";
import type { DeskData } from "../data/desk";
import { checkOf } from "../data/profiles";

export interface Call {
  name: string;
  args: unknown[];
}

export interface Fake {
  backend: Backend;
  calls: Call[];
  called(name: string): Call[];
  // What the backend answers with; tests change these before or while it is used.
  rows: ProfileRow[];
  draft: Draft;
  info: AppInfo;
  operation: Operation;
  organizations: OrganizationRow[];
  explain: Problem[];
  phone: Phone;
  users: PracticeUser[];
  desk: DeskData;
  session: SessionView;
  credentials: CredentialInfo[];
  authorities: Authority[];
  plan: ExchangePlan;
  // fail makes a method reject, for example fail["connection.paste"].
  fail: Record<string, Problem | undefined>;
  // emit notifies the listeners of a topic that it has changed.
  emit(topic: Topic): void;
  // advance changes the operation and notifies.
  advance(change: Partial<Operation>): void;
}

// Kit is what the parts of the backend are made of.
export interface Kit {
  fake: Fake;
  // method keeps each call, and fails as the test wants.
  method<A extends unknown[], R>(name: string, answer: (...args: A) => R): (...args: A) => Promise<R>;
  begin(kind: Operation["kind"]): Operation;
  // form refuses a draft that nobody could sign in with.
  form(draft: Draft): void;
}

export function kitOf(fake: Fake): Kit {
  function method<A extends unknown[], R>(
    name: string,
    answer: (...args: A) => R,
  ): (...args: A) => Promise<R> {
    return async (...args) => {
      fake.calls.push({ name, args });
      const problem = fake.fail[name];
      if (problem) throw problem;
      return answer(...args);
    };
  }

  function begin(kind: Operation["kind"]): Operation {
    fake.operation = { ...fake.operation, kind };
    return fake.operation;
  }

  function form(draft: Draft): void {
    const fields = checkOf(draft).filter((problem) => !problem.warning && problem.field !== "name");
    if (fields.length > 0) throw { kind: "input", code: "form", fields } satisfies Problem;
  }

  return { fake, method, begin, form };
}

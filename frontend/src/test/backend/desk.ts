import type { Backend } from "../../backend/backend";
import type { AppPassword, Policies, PracticeApp, PracticePerson } from "../../backend/types";
import type { Kit } from "./kit";

type Desk = Omit<
  Backend["practice"],
  | "state"
  | "users"
  | "phone"
  | "approve"
  | "deny"
  | "report"
  | "answerCall"
  | "hangUp"
  | "scan"
  | "openPhone"
  | "reset"
>;

// deskOf is the administrator's side of the practice tenant.
export function deskOf(kit: Kit): Desk {
  const { fake, method } = kit;
  const { desk } = fake;
  const appPasswords: AppPassword[] = [];

  function person(name: string): PracticePerson {
    const found = desk.people.find((each) => each.userPrincipalName === name);
    if (!found) throw { kind: "not-found", code: "practice-no-user", args: { user: name } };
    return found;
  }

  function put(next: PracticePerson): void {
    if (next.methods?.includes("OneWaySMS") && !next.mobilePhone) {
      throw {
        kind: "input",
        code: "practice-person",
        field: "methods",
        args: { user: next.userPrincipalName },
      };
    }
    desk.people = [...desk.people.filter((each) => each.userPrincipalName !== next.userPrincipalName), next];
    const user = fake.users.find((each) => each.userPrincipalName === next.userPrincipalName);
    const states = next.blocked ? ["blocked"] : [];
    if (user) fake.users = fake.users.map((each) => (each === user ? { ...each, states } : each));
    fake.emit("practice");
  }

  return {
    person: method("practice.person", person),
    putPerson: method("practice.putPerson", put),
    removePerson: method("practice.removePerson", (name: string) => {
      fake.users = fake.users.filter((each) => each.userPrincipalName !== name);
      fake.emit("practice");
    }),
    requireRegistration: method("practice.requireRegistration", (name: string) =>
      put({ ...person(name), methods: [], mobilePhone: "", officePhone: "", registerAgain: true }),
    ),
    issuePass: method(
      "practice.issuePass",
      (_name: string, _minutes: number, _once: boolean) => "QX7RM2KD9P",
    ),
    appPasswords: method("practice.appPasswords", (_name: string) => appPasswords),
    makeAppPassword: method("practice.makeAppPassword", (_name: string, label: string) => {
      appPasswords.push({ label });
      fake.emit("practice");
      return { label, value: "abcdefghijklmnop" };
    }),
    deleteAppPasswords: method("practice.deleteAppPasswords", (_name: string) => {
      appPasswords.length = 0;
      fake.emit("practice");
    }),
    apps: method("practice.apps", () => desk.apps),
    putApp: method("practice.putApp", (app: PracticeApp) => {
      const put = {
        ...app,
        applicationId: app.applicationId || "77778888-1111-4222-8333-444455556666",
        secrets: (app.keys ?? []).map((key) => ({
          id: `id ${key.name}`,
          value: `abc8Q~${key.name}`,
          expires: key.expires,
        })),
      };
      desk.apps = [...desk.apps.filter((each) => each.applicationId !== put.applicationId), put];
      fake.emit("practice");
      return put;
    }),
    removeApp: method("practice.removeApp", (id: string) => {
      desk.apps = desk.apps.filter((each) => each.applicationId !== id);
      fake.emit("practice");
    }),
    grantConsent: method("practice.grantConsent", (_id: string) => undefined),
    revokeConsent: method("practice.revokeConsent", (_id: string) => undefined),
    policies: method("practice.policies", () => desk.policies),
    setPolicies: method("practice.setPolicies", (policies: Policies) => {
      desk.policies = policies;
      fake.emit("practice");
    }),
    outcomes: method("practice.outcomes", () => desk.outcomes),
    signIns: method("practice.signIns", () => desk.signIns),
    consentRequests: method("practice.consentRequests", () => desk.requests),
    decideConsent: method("practice.decideConsent", (id: string, approve: boolean) => {
      const state = approve ? "approved" : "denied";
      desk.requests = desk.requests.map((each) => (each.id === id ? { ...each, state } : each));
      fake.emit("practice");
    }),
    scenarios: method("practice.scenarios", () => desk.scenarios),
    loadScenario: method("practice.loadScenario", (_name: string) => fake.emit("practice")),
    advanceClock: method("practice.advanceClock", (_seconds: number) => fake.emit("practice")),
  };
}

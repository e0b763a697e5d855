import type { Backend } from "../../backend/backend";
import { applicationId } from "../data/profiles";
import { deskOf } from "./desk";
import type { Kit } from "./kit";

export function practiceOf(kit: Kit): Backend["practice"] {
  const { fake, method } = kit;

  function answer(id: string): void {
    fake.phone = { ...fake.phone, prompts: fake.phone.prompts.filter((prompt) => prompt.id !== id) };
    fake.emit("practice");
  }

  // press moves a call on as the tenant does: the first keys pick it up, # approves.
  function press(id: string, keys: string): void {
    const state =
      keys === "" ? "answered" : keys === "#" ? "approved" : keys === "end" ? "denied" : undefined;
    const messages = fake.phone.messages.map((each) => (each.id === id && state ? { ...each, state } : each));
    fake.phone = { ...fake.phone, messages } as typeof fake.phone;
    fake.emit("practice");
  }

  return {
    state: method("practice.state", () => ({
      tenantId: "99990000-aaaa-bbbb-cccc-ddddeeeeffff",
      domain: "contoso.example",
      applicationId,
      redirectUri: "http://localhost",
      organizations: 3,
      rev: 1,
      time: "2026-11-20T09:41:00Z",
      aheadSeconds: 0,
      scenario: "",
    })),
    users: method("practice.users", () => fake.users),
    phone: method("practice.phone", (_owner: string) => fake.phone),
    approve: method("practice.approve", (id: string, _number: string) => answer(id)),
    deny: method("practice.deny", (id: string) => answer(id)),
    report: method("practice.report", (id: string) => answer(id)),
    answerCall: method("practice.answerCall", (id: string, keys: string) => press(id, keys)),
    hangUp: method("practice.hangUp", (id: string) => press(id, "end")),
    scan: method("practice.scan", (id: string) => {
      const enrolments = fake.phone.enrolments.map((each) =>
        each.id === id ? { ...each, scanned: true } : each,
      );
      fake.phone = { ...fake.phone, enrolments };
      fake.emit("practice");
    }),
    openPhone: method("practice.openPhone", () => undefined),
    ...deskOf(kit),
    reset: method("practice.reset", () => undefined),
  };
}

import type { Backend } from "../../backend/backend";
import { applicationId } from "../data/profiles";
import type { Kit } from "./kit";

export function practiceOf(kit: Kit): Backend["practice"] {
  const { fake, method } = kit;

  function answer(id: string): void {
    fake.phone = { ...fake.phone, prompts: fake.phone.prompts.filter((prompt) => prompt.id !== id) };
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
    })),
    users: method("practice.users", () => fake.users),
    phone: method("practice.phone", () => fake.phone),
    approve: method("practice.approve", (id: string, _number: string) => answer(id)),
    deny: method("practice.deny", (id: string) => answer(id)),
    report: method("practice.report", (id: string) => answer(id)),
    reset: method("practice.reset", () => undefined),
  };
}

import type { Backend } from "../../backend/backend";
import type { Draft } from "../../backend/types";
import type { Kit } from "./kit";

export function manualOf(kit: Kit): Backend["manual"] {
  const { fake, method } = kit;
  return {
    plan: method("manual.plan", (_draft: Draft, _resource: string) => fake.plan),
    open: method("manual.open", () => undefined),
    code: method("manual.code", (_id: string, _text: string) => undefined),
    exchange: method("manual.exchange", (_id: string, _secret: string) => ({
      account: "anna.berg@contoso.example",
      tenant: "t1",
      resource: "https://contoso.crm4.dynamics.com",
      expiresOn: new Date(Date.now() + 3600_000).toISOString(),
      refreshToken: true,
    })),
    copy: method("manual.copy", (_id: string, _what: string) => undefined),
  };
}

import type { Backend } from "../../backend/backend";
import type { Draft } from "../../backend/types";
import type { Kit } from "./kit";

export function exchangeOf(kit: Kit): Backend["exchange"] {
  const { fake, method } = kit;
  return {
    plan: method("exchange.plan", (_draft: Draft, _resource: string) => fake.plan),
    open: method("exchange.open", () => undefined),
    code: method("exchange.code", (_id: string, _text: string) => undefined),
    redeem: method("exchange.redeem", (_id: string, _secret: string) => ({
      account: "anna.berg@contoso.example",
      tenant: "t1",
      resource: "https://contoso.crm4.dynamics.com",
      expiresOn: new Date(Date.now() + 3600_000).toISOString(),
      refreshToken: true,
    })),
    copy: method("exchange.copy", (_id: string, _what: string) => undefined),
  };
}

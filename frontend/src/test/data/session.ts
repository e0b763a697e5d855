import type { SessionView } from "../../backend/types";

export function sessionView(change: Partial<SessionView> = {}): SessionView {
  return {
    account: "anna.berg@contoso.example",
    name: "Anna Berg",
    homeAccountId: "a1.t1",
    tenant: "contoso.example",
    guest: false,
    since: new Date(Date.now() - 5 * 3600_000).toISOString(),
    issuedAt: new Date(Date.now() - 18 * 60_000).toISOString(),
    expiresAt: new Date(Date.now() + 42.5 * 60_000).toISOString(),
    mfa: "yes",
    prompt: "saved-session",
    promptGuessed: false,
    storage: "keychain",
    accounts: [
      {
        homeAccountId: "a1.t1",
        username: "anna.berg@contoso.example",
        tenant: "contoso.example",
        current: true,
      },
      {
        homeAccountId: "b1.t1",
        username: "bo.ek@contoso.example",
        tenant: "contoso.example",
        current: false,
      },
    ],
    problem: null,
    ...change,
  };
}

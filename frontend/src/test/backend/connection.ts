import type { Backend } from "../../backend/backend";
import type { Draft, Flow, Problem } from "../../backend/types";
import { deviceCode, stepsAt } from "../data/operation";
import type { Kit } from "./kit";

export function connectionOf(kit: Kit): Backend["connection"] {
  const { fake, method, begin, form } = kit;
  return {
    retrieve: method("connection.retrieve", (draft: Draft, _always: boolean) => {
      form(draft);
      return begin("retrieve");
    }),
    test: method("connection.test", (draft: Draft) => {
      form(draft);
      return begin("test");
    }),
    state: method("connection.state", () => fake.operation),
    cancel: method("connection.cancel", () => fake.advance({ state: "cancelled" })),
    keepWaiting: method("connection.keepWaiting", () =>
      fake.advance({ state: "waiting", limitSeconds: 1200 }),
    ),
    openAgain: method("connection.openAgain", () => undefined),
    address: method(
      "connection.address",
      () => "https://login.microsoftonline.com/organizations/oauth2/v2.0/authorize?client_id=1111&state=a1",
    ),
    paste: method("connection.paste", (_id: string, _text: string) =>
      fake.advance({ state: "running", steps: stepsAt("exchange", "doing") }),
    ),
    organizations: method("connection.organizations", () => fake.organizations),
    choose: method("connection.choose", (draft: Draft, _id: string, organizationId: string) => {
      const chosen = fake.organizations.find((each) => each.id === organizationId);
      if (!chosen) throw { kind: "not-found", code: "organization-not-found" } satisfies Problem;
      const organization = { ...chosen, apiUrl: chosen.url, tenantId: "t1", environmentId: "e1" };
      return {
        ...draft,
        profile: { ...draft.profile, organization, tenant: "t1", username: "anna.berg@contoso.example" },
      };
    }),
    chooseURL: method("connection.chooseURL", (draft: Draft, url: string) => {
      if (!/^https:\/\/[a-z0-9-]+\.crm[49]\.dynamics\.com\/?$/.test(url)) {
        throw {
          kind: "input",
          code: "organization-url-unknown",
          field: "organizationUrl",
          args: { host: url },
        } satisfies Problem;
      }
      const cloud = url.includes(".crm9.") ? "gcc" : draft.profile.cloud;
      return { ...draft, profile: { ...draft.profile, cloud, organizationUrl: url } };
    }),
    switchTo: method("connection.switchTo", (_id: string, flow: Flow) =>
      fake.advance({
        flow,
        insecureFormSuspected: false,
        httpsForced: false,
        deviceCode: flow === "device-code" ? deviceCode() : null,
      }),
    ),
    skip: method("connection.skip", () => fake.advance({ state: "running", guest: "" })),
    session: method("connection.session", () => fake.session),
    takeAccount: method("connection.takeAccount", (draft: Draft, homeAccountId: string) => {
      const accounts = fake.session.accounts.map((each) => ({
        ...each,
        current: each.homeAccountId === homeAccountId,
      }));
      const current = accounts.find((each) => each.current);
      fake.session = { ...fake.session, accounts, account: current?.username ?? "", homeAccountId };
      return { ...draft, profile: { ...draft.profile, homeAccountId, username: current?.username } };
    }),
  };
}

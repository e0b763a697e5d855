import type { Backend } from "../../backend/backend";
import type { CredentialInfo, Draft } from "../../backend/types";
import type { Kit } from "./kit";

export function credentialsOf(kit: Kit): Backend["credentials"] {
  const { fake, method } = kit;

  function give(info: Partial<CredentialInfo> & Pick<CredentialInfo, "kind">): void {
    const others = fake.credentials.filter((each) => each.kind !== info.kind);
    fake.credentials = [...others, { saved: false, subject: "", thumbprint: "", expires: "", ...info }];
  }

  return {
    state: method("credentials.state", () => fake.credentials),
    setPassword: method("credentials.setPassword", (_draft: Draft, _password: string) =>
      give({ kind: "password" }),
    ),
    setSecret: method("credentials.setSecret", (draft: Draft, _value: string, expires: string) => {
      give({ kind: "secret", expires });
      return { ...draft, profile: { ...draft.profile, credential: { kind: "secret" as const, expires } } };
    }),
    setCertificate: method("credentials.setCertificate", (draft: Draft, _base64: string, _phrase: string) => {
      const shown = { subject: "CN=latchkey", thumbprint: "A1B2C3", expires: "2027-01-31T00:00:00Z" };
      give({ kind: "certificate", ...shown });
      return {
        ...draft,
        profile: { ...draft.profile, credential: { kind: "certificate" as const, ...shown } },
      };
    }),
    forget: method("credentials.forget", (draft: Draft, kind: string) => {
      fake.credentials = fake.credentials.filter((each) => each.kind !== kind);
      return { ...draft, profile: { ...draft.profile, credential: null } };
    }),
    discard: method("credentials.discard", (_draft: Draft) => undefined),
  };
}

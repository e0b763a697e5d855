import type { Backend } from "../../backend/backend";
import type { Bundle, Setup } from "../../backend/helpdesk";
import type { Problem } from "../../backend/types";
import type { Kit } from "./kit";

const setup: Setup = {
  made: "2026-11-22",
  company: "Contoso IT",
  note: "Ring us when it is done",
  sender: "unknown",
  hosts: [
    { host: "login.microsoftonline.com", purpose: "sign-in", trusted: true, refused: false },
    { host: "contoso.crm4.dynamics.com", purpose: "organization", trusted: false, refused: false },
  ],
  authorities: [],
  warnings: [],
};

const bundle: Bundle = {
  made: "2026-11-22T10:00:00Z",
  includesNames: false,
  note: "It asks each time",
  system: { latchkey: "1.0.0", os: "windows", arch: "amd64" },
  findings: [{ id: "keychain", state: "ok", detail: "kept" }],
  problems: [{ kind: "refused", code: "AADSTS50011", args: [] }],
  unanswered: true,
  log: ["INFO started"],
};

export function transferOf({ fake, method }: Kit): Backend["transfer"] {
  const read = (text: string) => {
    if (text.includes("evil")) {
      throw { kind: "input", code: "setup-foreign-host", args: { host: "evil.example" } } satisfies Problem;
    }
    return { setup, profile: { ...fake.draft.profile, name: "Contoso" } };
  };
  return {
    setup: method("transfer.setup", (..._of: [string, string, string, string]) => ({
      name: "contoso.latchkey-setup.json",
      text: "",
      saved: true,
    })),
    readSetup: method("transfer.readSetup", read),
    adopt: method("transfer.adopt", (text: string, again: boolean) => {
      if (text.includes("twice") && !again) {
        throw { kind: "input", code: "setup-already", args: { name: "Contoso" } } satisfies Problem;
      }
      const { profile } = read(text);
      return { ...fake.draft, profile: { ...profile, id: "adopted" } };
    }),
    bundle: method("transfer.bundle", (_id: string, _note: string, _names: boolean, _online: boolean) => ({
      name: "contoso.latchkey-bundle.json",
      text: "",
      saved: true,
    })),
    readBundle: method("transfer.readBundle", (_text: string) => bundle),
  };
}

import type { Backend } from "../../backend/backend";

import type { Kit } from "./kit";

export function appOf(kit: Kit): Backend["app"] {
  const { fake, method, begin } = kit;
  return {
    info: method("app.info", () => fake.info),
    doctor: method("app.doctor", () => [
      { id: "keychain", state: "ok" as const, detail: "GNOME Keyring", problem: null },
      { id: "loopback", state: "ok" as const, detail: "127.0.0.1 and ::1", problem: null },
      {
        id: "browser",
        state: "failed" as const,
        detail: "",
        problem: { kind: "internal" as const, code: "browser-not-opened" },
      },
      { id: "clock", state: "warning" as const, detail: "41 s behind", problem: null },
      { id: "practice", state: "ok" as const, detail: "0.2 s", problem: null },
    ]),
    preflight: method("app.preflight", (_id: string, online: boolean) => [
      { id: "redirect", state: "ok" as const, detail: "the browser returns automatically", problem: null },
      {
        id: "tenant",
        state: "warning" as const,
        detail: "",
        problem: { kind: "input" as const, code: "preflight-no-tenant", warning: true },
      },
      ...(online ? [{ id: "authority", state: "ok" as const, detail: "answers", problem: null }] : []),
    ]),
    unlock: method("app.unlock", () => begin("unlock")),
    keepInMemory: method("app.keepInMemory", () => {
      fake.info = { ...fake.info, keychain: "memory" };
      fake.emit("app");
    }),
    setUnsaved: method("app.setUnsaved", (_unsaved: boolean) => undefined),
    leave: method("app.leave", () => undefined),
    open: method("app.open", () => undefined),
    reportCrash: method("app.reportCrash", (_report: string) => undefined),
    authorities: method("app.authorities", () => fake.authorities),
    addAuthority: method("app.addAuthority", (_pem: string) => {
      const added = {
        subject: "Contoso Root CA",
        fingerprint: "AA:BB:CC",
        expires: "2031-05-01T00:00:00Z",
      };
      fake.authorities = [...fake.authorities, added];
      return fake.authorities;
    }),
    removeAuthority: method("app.removeAuthority", (fingerprint: string) => {
      fake.authorities = fake.authorities.filter((each) => each.fingerprint !== fingerprint);
      return fake.authorities;
    }),
  };
}

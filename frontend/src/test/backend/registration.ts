import type { Backend } from "../../backend/backend";
import type { Finding, ScriptFormat } from "../../backend/helpdesk";
import type { Kit } from "./kit";

type Registration = Pick<
  Backend["guides"],
  "script" | "keepScript" | "checkManifest" | "checkPractice" | "consent" | "readConsent"
>;

const findings: Finding[] = [
  {
    id: "platform",
    state: "wrong",
    setting: "Platform configurations",
    found: "Web",
    wanted: "Mobile and desktop applications",
    problem: { kind: "input", code: "registration-platform-web", args: { uri: "http://localhost" } },
    code: "AADSTS7000218",
    fix: { clicks: "Move the redirect URI.", azureCli: "az rest --method patch" },
  },
  {
    id: "redirect-uri",
    state: "ok",
    setting: "Redirect URIs",
    found: "http://localhost:9999",
    same: true,
    wanted: "http://localhost",
    fix: {},
  },
  { id: "audience", state: "ok", setting: "Supported account types", found: "AzureADMyOrg", fix: {} },
];

export function registrationOf({ method }: Kit): Registration {
  return {
    script: method("guides.script", (id: string, _profile: string, format: ScriptFormat) => ({
      name: `register-${id}.sh`,
      text: `#!/bin/sh\n# ${format}`,
      notes: ["Read it before you run it."],
    })),
    keepScript: method("guides.keepScript", (id: string, _profile: string, _format: ScriptFormat) => ({
      name: `register-${id}.sh`,
      text: "",
      saved: true,
    })),
    checkManifest: method("guides.checkManifest", (_id: string, _profile: string, text: string) => {
      if (!text.includes("{")) throw { kind: "input", code: "manifest-empty" };
      return findings;
    }),
    checkPractice: method("guides.checkPractice", (..._of: [string, string, string]) => findings.slice(1)),
    consent: method("guides.consent", (_id: string, _profile: string) => ({
      links: [
        { generation: "v2" as const, url: "https://login.microsoftonline.com/contoso/v2.0/adminconsent" },
      ],
      mail: { subject: "Please grant consent", text: "Hello," },
    })),
    readConsent: method("guides.readConsent", (text: string) => ({
      answer: true,
      host: "localhost",
      hasState: false,
      granted: !text.includes("error"),
    })),
  };
}

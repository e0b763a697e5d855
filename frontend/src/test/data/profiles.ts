import type { Draft, Problem, ProfileRow, RedirectInfo } from "../../backend/types";

// Profiles as Go gives them, and what it would say of them.

export const applicationId = "11112222-3333-4444-5555-666677778888";

export function blankDraft(change: Partial<Draft["profile"]> = {}): Draft {
  return {
    profile: {
      schema: 1,
      id: "",
      rev: 0,
      name: "",
      cloud: "public",
      online: true,
      twoFactor: false,
      applicationId: "",
      redirectUri: "http://localhost",
      method: "auto",
      ...change,
    },
    where: "",
    shown: "",
    key: "draft-1",
    readOnly: false,
  };
}

export function row(change: Partial<ProfileRow> = {}): ProfileRow {
  return {
    id: "p1",
    rev: 3,
    name: "Contoso Sales",
    label: "",
    color: "",
    practice: false,
    organization: "Contoso Sales",
    url: "https://contoso.crm4.dynamics.com/",
    pinned: false,
    account: "anna.berg@contoso.example",
    tenant: "",
    lastUsed: "",
    redirectTried: true,
    status: "tested",
    lastVerified: new Date(Date.now() - 3 * 3600_000).toISOString(),
    expires: "",
    expiry: "",
    custom: false,
    readOnly: false,
    problem: null,
    ...change,
  };
}

export function redirectOf(uri: string): RedirectInfo {
  let url: URL;
  try {
    url = new URL(uri);
  } catch {
    return { kind: "invalid", host: "" };
  }
  if (url.protocol === "http:" && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname)) {
    return { kind: "loopback", host: url.host };
  }
  if (url.protocol === "urn:") return { kind: "urn", host: "" };
  if (!url.protocol.startsWith("http")) return { kind: "private", host: url.host };
  if (url.pathname === "/common/oauth2/nativeclient") return { kind: "nativeclient", host: url.host };
  return { kind: "foreign", host: url.host };
}

// checkOf is a short form of the checks that Go makes of a draft.
export function checkOf(draft: Draft): Problem[] {
  const { profile } = draft;
  const problems: Problem[] = [];
  if (profile.cloud === "public" && /\.crm9\.dynamics\.com/.test(draft.where)) {
    const args = { cloud: "US Government (GCC)" };
    problems.push({ kind: "input", code: "cloud-guessed", field: "cloud", warning: true, args });
  }
  if (!profile.name.trim()) problems.push({ kind: "input", code: "name-missing", field: "name" });
  if (profile.online && profile.twoFactor) {
    if (!profile.applicationId) {
      problems.push({ kind: "input", code: "application-id-missing", field: "applicationId" });
    } else if (!/^[0-9a-f-]{36}$/i.test(profile.applicationId)) {
      problems.push({ kind: "input", code: "application-id-not-guid", field: "applicationId" });
    }
    if (!profile.redirectUri) {
      problems.push({ kind: "input", code: "redirect-uri-missing", field: "redirectUri" });
    } else {
      const redirect = redirectOf(profile.redirectUri);
      if (redirect.kind === "foreign") {
        problems.push({
          kind: "input",
          code: "redirect-uri-foreign",
          field: "redirectUri",
          warning: true,
          args: { host: redirect.host },
        });
      }
    }
  }
  return problems;
}

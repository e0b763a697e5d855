import type { Backend, Topic } from "../backend/backend";
import type {
  AppInfo,
  Authority,
  CredentialInfo,
  DeviceCode,
  Draft,
  ManualPlan,
  Operation,
  OrganizationRow,
  Phone,
  PracticeUser,
  Problem,
  ProfileRow,
  RedirectInfo,
  Rung,
  SessionView,
  Step,
  StepID,
  StepState,
} from "../backend/types";

// A backend for tests and for the pages that show every screen: it holds plain
// data that a test sets, and keeps what was asked of it.

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
    status: "works",
    lastVerified: new Date(Date.now() - 3 * 3600_000).toISOString(),
    expires: "",
    expiry: "",
    custom: false,
    readOnly: false,
    problem: null,
    ...change,
  };
}

const regions = ["EMEA", "NAM", "APJ", "GBR"];

export function organizations(count: number): OrganizationRow[] {
  const names = ["Contoso Sales", "Fabrikam Service", "Northwind Field", "Adatum Finance", "Tailspin Toys"];
  return Array.from({ length: count }, (_, i) => {
    const name = `${names[i % names.length]}${i < names.length ? "" : ` ${i}`}`;
    return {
      id: `org-${i}`,
      friendlyName: name,
      uniqueName: `unq${i}`,
      url: `https://${name.toLowerCase().replaceAll(" ", "-")}.crm4.dynamics.com/`,
      region: regions[i % regions.length] ?? "EMEA",
      version: `9.2.${24000 + (i % 900)}.${i % 200}`,
      disabled: i % 17 === 16,
      tenantId: i % 5 === 3 ? "t2" : "t1",
      guest: i % 5 === 3,
    };
  });
}

const order: StepID[] = ["silent", "browser", "wait", "exchange", "organizations"];

// stepsAt gives the steps of a retrieval with one of them in a state, those before done.
export function stepsAt(id: StepID, state: StepState): Step[] {
  const at = order.indexOf(id);
  return order.map((step, i) => ({ id: step, state: i < at ? "done" : i === at ? state : "todo" }));
}

export function operation(change: Partial<Operation> = {}): Operation {
  return {
    id: "op1",
    kind: "retrieve",
    rev: 1,
    state: "waiting",
    steps: stepsAt("wait", "doing"),
    way: "browser",
    rung: "post",
    fell: null,
    doubt: false,
    insists: false,
    deviceCode: null,
    guest: "",
    tenants: [],
    startedAt: new Date(Date.now() - 34_000).toISOString(),
    limitSeconds: 600,
    foreignHost: "",
    browserFailed: false,
    strays: 0,
    prompt: "",
    account: "",
    storage: "keychain",
    organizations: 0,
    whoAmI: null,
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
  return url.protocol.startsWith("http") ? { kind: "foreign", host: url.host } : { kind: "paste", host: "" };
}

function checkOf(draft: Draft): Problem[] {
  const { profile } = draft;
  const problems: Problem[] = [];
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

// A picture with the shape of a QR code; no reader would take it.
function qr(): string[] {
  return Array.from({ length: 25 }, (_, y) =>
    Array.from({ length: 25 }, (_, x) => {
      const [u, v] = [Math.min(x, 24 - x), Math.min(y, 24 - y)];
      const corner = u < 8 && v < 8 && !(x > 12 && y > 12);
      if (corner) return [0, 2, 3, 4, 6].includes(Math.max(Math.abs(u - 3), Math.abs(v - 3)) * 2) ? "1" : "0";
      return (x * 7 + y * 13 + ((x * y) % 5)) % 3 === 0 ? "1" : "0";
    }).join(""),
  );
}

export function deviceCode(change: Partial<DeviceCode> = {}): DeviceCode {
  return {
    userCode: "GHK7M2XPQ",
    verificationUrl: "https://microsoft.com/devicelogin",
    expiresAt: new Date(Date.now() + 14.5 * 60_000).toISOString(),
    qr: qr(),
    ...change,
  };
}

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

export function manualPlan(change: Partial<ManualPlan> = {}): ManualPlan {
  const tokenUrl = "https://login.microsoftonline.com/t1/oauth2/token";
  return {
    id: "m1",
    authorizeUrl: `https://login.microsoftonline.com/t1/oauth2/authorize?response_type=code&prompt=login&client_id=${applicationId}&state=s1`,
    tokenUrl,
    curl: `curl --request POST '${tokenUrl}' \\\n  --data-urlencode "code=$CODE" \\\n  --data-urlencode "client_secret=$CLIENT_SECRET"`,
    powershell: `curl.exe --request POST '${tokenUrl}' \`\n  --data ('code=' + [uri]::EscapeDataString($env:CODE)) \`\n  --data ('client_secret=' + [uri]::EscapeDataString($env:CLIENT_SECRET))`,
    fields: [
      { name: "client_id", value: applicationId, secret: false },
      { name: "grant_type", value: "authorization_code", secret: false },
      { name: "code", value: "{{code}}", secret: true },
      { name: "client_secret", value: "{{client_secret}}", secret: true },
    ],
    postman: "{}",
    foreignHost: "",
    warnings: [],
    ...change,
  };
}

export interface Call {
  name: string;
  args: unknown[];
}

export interface Fake {
  backend: Backend;
  calls: Call[];
  called(name: string): Call[];
  // What the backend answers with; tests change these before or while it is used.
  rows: ProfileRow[];
  draft: Draft;
  info: AppInfo;
  operation: Operation;
  organizations: OrganizationRow[];
  explain: Problem[];
  phone: Phone;
  users: PracticeUser[];
  session: SessionView;
  credentials: CredentialInfo[];
  authorities: Authority[];
  plan: ManualPlan;
  // fail makes a method reject, for example fail["connection.paste"].
  fail: Record<string, Problem | undefined>;
  // emit tells the listeners of a topic that it has changed.
  emit(topic: Topic): void;
  // advance changes the operation and tells so.
  advance(change: Partial<Operation>): void;
}

export function makeFake(
  change: Partial<Pick<Fake, "rows" | "draft" | "info" | "operation" | "organizations">> = {},
): Fake {
  const listeners = new Map<Topic, Set<() => void>>();
  const fake: Fake = {
    calls: [],
    called: (name) => fake.calls.filter((call) => call.name === name),
    rows: [],
    draft: blankDraft(),
    info: { version: "0.1.0", door: "window", platform: "linux", keychain: "ok", keychainProblem: null },
    operation: operation(),
    organizations: organizations(5),
    explain: [
      {
        kind: "refused",
        code: "AADSTS50011",
        args: { redirectUri: "http://localhost:8400", applicationId },
        correlationId: "0aa1bb2c-3dd4-4ee5-8ff6-778899aabbcc",
        time: "2026-11-20T09:41:00Z",
        detail: "AADSTS50011: The redirect URI specified in the request does not match.",
      },
    ],
    phone: {
      prompts: [],
      codes: [{ userPrincipalName: "totp@contoso.example", code: "492039", secondsLeft: 21, used: false }],
    },
    users: [
      {
        userPrincipalName: "push@contoso.example",
        displayName: "Petra Push",
        password: "Quiet-Harbor-41",
        totpSecret: "",
        methods: ["PhoneAppNotification"],
      },
      {
        userPrincipalName: "totp@contoso.example",
        displayName: "Tomas Totp",
        password: "Amber-Meadow-17",
        totpSecret: "JBSWY3DPEHPK3PXP",
        methods: ["PhoneAppOTP"],
      },
    ],
    session: sessionView(),
    credentials: [],
    authorities: [],
    plan: manualPlan(),
    fail: {},
    emit: (topic) => {
      for (const changed of [...(listeners.get(topic) ?? [])]) changed();
    },
    advance: (next) => {
      fake.operation = { ...fake.operation, ...next, rev: fake.operation.rev + 1 };
      fake.emit("operation");
    },
    backend: undefined as unknown as Backend,
    ...change,
  };

  function method<A extends unknown[], R>(
    name: string,
    answer: (...args: A) => R,
  ): (...args: A) => Promise<R> {
    return async (...args) => {
      fake.calls.push({ name, args });
      const problem = fake.fail[name];
      if (problem) throw problem;
      return answer(...args);
    };
  }

  function begin(kind: Operation["kind"]): Operation {
    fake.operation = { ...fake.operation, kind };
    return fake.operation;
  }

  function form(draft: Draft): void {
    const fields = checkOf(draft).filter((problem) => !problem.warning && problem.field !== "name");
    if (fields.length > 0) throw { kind: "input", code: "form", fields } satisfies Problem;
  }

  function give(info: Partial<CredentialInfo> & Pick<CredentialInfo, "kind">): void {
    const others = fake.credentials.filter((each) => each.kind !== info.kind);
    fake.credentials = [...others, { saved: false, subject: "", thumbprint: "", expires: "", ...info }];
  }

  fake.backend = {
    profiles: {
      list: method("profiles.list", () => fake.rows),
      blank: method("profiles.blank", (practice: boolean) =>
        practice
          ? {
              ...fake.draft,
              profile: {
                ...fake.draft.profile,
                name: "Practice",
                cloud: "practice",
                twoFactor: true,
                applicationId,
              },
            }
          : fake.draft,
      ),
      get: method("profiles.get", () => fake.draft),
      check: method("profiles.check", checkOf),
      redirect: method("profiles.redirect", redirectOf),
      save: method("profiles.save", (draft: Draft) => ({
        ...draft,
        profile: { ...draft.profile, id: draft.profile.id || "p9", rev: draft.profile.rev + 1 },
      })),
      delete: method("profiles.delete", (id: string, _rev: number) => {
        fake.rows = fake.rows.filter((each) => each.id !== id);
        fake.emit("profiles");
      }),
      fieldCard: method("profiles.fieldCard", () => [
        { id: "applicationId", value: applicationId },
        { id: "redirectUri", value: "http://localhost" },
        { id: "organizationUrl", value: "https://contoso-sales.crm4.dynamics.com/" },
        { id: "username", value: "anna.berg@contoso.example" },
      ]),
      signOut: method("profiles.signOut", () => ({
        account: "anna.berg@contoso.example",
        profiles: ["Contoso Sales"],
      })),
      signOutAll: method("profiles.signOutAll", () => ({
        account: "",
        profiles: ["Contoso Sales", "Fabrikam"],
      })),
      clouds: method("profiles.clouds", () => [
        {
          id: "public" as const,
          name: "Commercial",
          authority: "login.microsoftonline.com",
          discovery: "globaldisco.crm.dynamics.com",
          portal: "https://entra.microsoft.com/",
        },
      ]),
      confirmCloud: method("profiles.confirmCloud", (draft: Draft) => ({
        ...draft,
        profile: {
          ...draft.profile,
          customCloud: draft.profile.customCloud && {
            ...draft.profile.customCloud,
            confirmed: "fingerprint",
          },
        },
      })),
    },
    connection: {
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
        if (!/^https:\/\/[a-z0-9-]+\.crm4\.dynamics\.com\/?$/.test(url)) {
          throw {
            kind: "input",
            code: "organization-url-host",
            field: "organizationUrl",
            args: { host: url },
          } satisfies Problem;
        }
        return { ...draft, profile: { ...draft.profile, organizationUrl: url } };
      }),
      switchTo: method("connection.switchTo", (_id: string, rung: Rung) =>
        fake.advance({
          rung,
          way: rung === "post" || rung === "query" ? "browser" : rung,
          doubt: false,
          insists: false,
          deviceCode: rung === "device-code" ? deviceCode() : null,
        }),
      ),
      skip: method("connection.skip", () => fake.advance({ state: "running", guest: "" })),
      session: method("connection.session", () => fake.session),
      useAccount: method("connection.useAccount", (draft: Draft, homeAccountId: string) => {
        const accounts = fake.session.accounts.map((each) => ({
          ...each,
          current: each.homeAccountId === homeAccountId,
        }));
        const current = accounts.find((each) => each.current);
        fake.session = { ...fake.session, accounts, account: current?.username ?? "", homeAccountId };
        return { ...draft, profile: { ...draft.profile, homeAccountId, username: current?.username } };
      }),
    },
    credentials: {
      state: method("credentials.state", () => fake.credentials),
      setPassword: method("credentials.setPassword", (_draft: Draft, _password: string) =>
        give({ kind: "password" }),
      ),
      setSecret: method("credentials.setSecret", (draft: Draft, _value: string, expires: string) => {
        give({ kind: "secret", expires });
        return { ...draft, profile: { ...draft.profile, credential: { kind: "secret" as const, expires } } };
      }),
      setCertificate: method(
        "credentials.setCertificate",
        (draft: Draft, _base64: string, _phrase: string) => {
          const shown = { subject: "CN=latchkey", thumbprint: "A1B2C3", expires: "2027-01-31T00:00:00Z" };
          give({ kind: "certificate", ...shown });
          return {
            ...draft,
            profile: { ...draft.profile, credential: { kind: "certificate" as const, ...shown } },
          };
        },
      ),
      forget: method("credentials.forget", (draft: Draft, kind: string) => {
        fake.credentials = fake.credentials.filter((each) => each.kind !== kind);
        return { ...draft, profile: { ...draft.profile, credential: null } };
      }),
      discard: method("credentials.discard", (_draft: Draft) => undefined),
    },
    manual: {
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
    },
    practice: {
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
    },
    guides: { explain: method("guides.explain", () => fake.explain) },
    app: {
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
      unlock: method("app.unlock", () => begin("unlock")),
      useMemory: method("app.useMemory", () => {
        fake.info = { ...fake.info, keychain: "memory" };
        fake.emit("app");
      }),
      open: method("app.open", () => undefined),
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
    },
    on(topic, changed) {
      const set = listeners.get(topic) ?? new Set();
      listeners.set(topic, set.add(changed));
      return () => set.delete(changed);
    },
  };

  function answer(id: string): void {
    fake.phone = { ...fake.phone, prompts: fake.phone.prompts.filter((prompt) => prompt.id !== id) };
    fake.emit("practice");
  }

  return fake;
}

export const phonePrompt = {
  id: "prompt1",
  userPrincipalName: "push@contoso.example",
  application: "DocumentsCorePack Client",
  createdAt: new Date().toISOString(),
  expiresAt: new Date(Date.now() + 58_000).toISOString(),
};

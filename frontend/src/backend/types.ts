// The shapes that the bound facade (package api) sends and takes. Times are
// RFC 3339 strings, durations whole seconds. A compile-time check in
// generated.ts holds them against the bindings that Wails generates.

export type * from "./practice";

export type ProblemKind =
  | "input"
  | "sign-in-needed"
  | "keychain"
  | "network"
  | "refused"
  | "organization"
  | "cancelled"
  | "timed-out"
  | "not-found"
  | "conflict"
  | "storage"
  | "internal";

export interface Problem {
  kind: ProblemKind;
  code: string;
  warning?: boolean;
  field?: string;
  fields?: Problem[];
  args?: Record<string, string>;
  oauthError?: string;
  suberror?: string;
  claims?: string;
  correlationId?: string;
  traceId?: string;
  time?: string;
  retryAfter?: number;
  detail?: string;
}

export type CloudID = "practice" | "public" | "gcc" | "gcc-high" | "dod" | "china" | "custom";
export type Method = "auto" | "browser" | "paste" | "device-code";

// CustomCloud is a private test system. Hosts are "host" or "host:port"; an
// organization host may begin with "*.". confirmed is made by Go when the user confirms.
export interface CustomCloud {
  authority: string;
  discovery: string;
  organizations: string[];
  ca?: string;
  confirmed?: string;
}

// ApplicationCredential is what may be known of an application's secret or certificate.
export interface ApplicationCredential {
  kind: "secret" | "certificate";
  expires?: string;
  subject?: string;
  thumbprint?: string;
}

export interface Organization {
  id: string;
  uniqueName: string;
  friendlyName: string;
  url: string;
  apiUrl: string;
  version: string;
  region: string;
  tenantId: string;
  environmentId: string;
}

export interface Profile {
  schema: number;
  id: string;
  rev: number;
  name: string;
  label?: string;
  color?: string;
  notes?: string;
  cloud: CloudID;
  online: boolean;
  twoFactor: boolean;
  applicationId?: string;
  redirectUri?: string;
  method?: Method;
  responseMode?: "query" | "";
  doubleSlash?: boolean;
  savePassword?: boolean;
  signInAs?: "application" | "";
  credential?: ApplicationCredential | null;
  customCloud?: CustomCloud | null;
  extraTenants?: string[];
  domainHint?: string;
  tenant?: string;
  loginHint?: string;
  organizationUrl?: string;
  homeAccountId?: string;
  username?: string;
  accountTenant?: string;
  // accountFor, tenantFor and verifiedFor are Go's own marks: handed back as they came.
  accountFor?: string;
  tenantFor?: string;
  verifiedFor?: string;
  organization?: Organization | null;
  lastVerified?: string;
  signedInAt?: string;
  lastPrompt?: PromptReason;
  recipe?: string;
}

// PromptReason says why there was or was not a prompt.
export type PromptReason = "saved-session" | "browser-session" | "prompted" | "password" | "application" | "";

export interface Draft {
  // problem says what beside the profile the save could not keep, or is null.
  problem?: Problem | null;
  profile: Profile;
  where: string;
  // shown is what Go put into where; handed back as it came.
  shown: string;
  key: string;
  readOnly: boolean;
}

export type ProfileStatus = "works" | "sign-in-needed" | "incomplete" | "unreadable";

export interface ProfileRow {
  id: string;
  rev: number;
  name: string;
  label: string;
  color: string;
  practice: boolean;
  organization: string;
  url: string;
  status: ProfileStatus;
  lastVerified: string;
  // expires is when the application's secret or certificate ends, "" when not known;
  // expiry says how near that is.
  expires: string;
  expiry: "" | "soon" | "expired";
  custom: boolean;
  readOnly: boolean;
  problem?: Problem | null;
}

export interface RedirectInfo {
  kind: "loopback" | "paste" | "foreign" | "invalid";
  host: string;
}

export type StepID = "silent" | "browser" | "wait" | "exchange" | "organizations" | "whoami";
export type StepState = "todo" | "doing" | "done" | "skipped" | "failed";

export interface Step {
  id: StepID;
  state: StepState;
}

export type OperationState = "running" | "waiting" | "overdue" | "done" | "failed" | "cancelled";

export interface WhoAmI {
  userId: string;
  businessUnitId: string;
  organizationId: string;
  userName: string;
  milliseconds: number;
}

export interface Operation {
  id: string;
  kind: "retrieve" | "test" | "unlock";
  rev: number;
  state: OperationState;
  steps: Step[];
  way: "silent" | "browser" | "paste" | "device-code" | "";
  // rung is the step of the ladder: post and query come back by themselves.
  rung: Rung | "";
  // fell says why it is not the first rung.
  fell?: Problem | null;
  // doubt is set after 20 s of waiting for a posted answer: ask "Did the browser warn
  // you about an insecure form?"; yes is switchTo(id, "query").
  doubt: boolean;
  // insists is set when the browser came with https to an http address.
  insists: boolean;
  deviceCode?: DeviceCode | null;
  // guest names the tenant that is being signed in to as a guest, "" at home.
  guest: string;
  tenants: TenantResult[];
  startedAt: string;
  limitSeconds: number;
  foreignHost: string;
  browserFailed: boolean;
  strays: number;
  prompt: PromptReason;
  account: string;
  storage: "keychain" | "memory" | "";
  storageProblem?: Problem | null;
  notice?: Problem | null;
  organizations: number;
  whoAmI?: WhoAmI | null;
  problem?: Problem | null;
}

export type Rung = "post" | "query" | "paste" | "device-code";

export interface DeviceCode {
  userCode: string;
  verificationUrl: string;
  expiresAt: string;
  // qr is verificationUrl as a square of modules, row by row, "1" is dark.
  qr: string[];
}

// TenantResult is what one tenant of a retrieval gave.
export interface TenantResult {
  tenant: string;
  organizations: number;
  problem?: Problem | null;
}

// SessionView is what is cached for a profile; all of it comes from this computer.
export interface SessionView {
  account: string;
  name: string;
  homeAccountId: string;
  tenant: string;
  guest: boolean;
  since: string;
  issuedAt: string;
  expiresAt: string;
  mfa: "yes" | "no" | "not-reported";
  prompt: PromptReason;
  storage: "keychain" | "memory" | "";
  accounts: AccountRow[];
  problem?: Problem | null;
}

export interface AccountRow {
  homeAccountId: string;
  username: string;
  tenant: string;
  current: boolean;
}

// CredentialInfo is what may be shown of a password, a client secret or a certificate.
export interface CredentialInfo {
  kind: "password" | "secret" | "certificate" | "";
  saved: boolean;
  subject: string;
  thumbprint: string;
  expires: string;
  // problem says why it cannot be read, or is null.
  problem?: Problem | null;
}

export interface Authority {
  subject: string;
  fingerprint: string;
  expires: string;
}

export interface CloudInfo {
  id: CloudID;
  name: string;
  authority: string;
  discovery: string;
  portal: string;
}

export interface ExchangeField {
  name: string;
  value: string;
  secret: boolean;
}

// ExchangePlan is a code exchange to be done by hand. Placeholders stand for the secrets.
export interface ExchangePlan {
  id: string;
  authorizeUrl: string;
  tokenUrl: string;
  curl: string;
  powershell: string;
  fields: ExchangeField[];
  postman: string;
  foreignHost: string;
  warnings: Problem[];
}

export interface ExchangeResult {
  account: string;
  tenant: string;
  resource: string;
  expiresOn: string;
  refreshToken: boolean;
}

export interface OrganizationRow {
  id: string;
  friendlyName: string;
  uniqueName: string;
  url: string;
  region: string;
  version: string;
  disabled: boolean;
  tenantId: string;
  // guest says that another tenant than the account's own holds it.
  guest: boolean;
}

export interface Field {
  id: string;
  value: string;
}

export interface SignOut {
  account: string;
  profiles: string[];
}

export interface Check {
  id: string;
  state: "ok" | "warning" | "failed";
  detail: string;
  problem?: Problem | null;
}

export interface AppInfo {
  version: string;
  door: "window" | "browser";
  platform: string;
  keychain: "ok" | "locked" | "unavailable" | "timed-out" | "memory";
  keychainProblem?: Problem | null;
}

// The shapes that the bound facade (package api) sends and takes. Times are
// RFC 3339 strings, durations whole seconds. A compile-time check in
// generated.ts holds them against the bindings that Wails generates.

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

export type CloudID = "practice" | "public" | "gcc" | "gcc-high" | "dod" | "china";
export type Method = "auto" | "browser" | "paste";

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
  tenant?: string;
  loginHint?: string;
  organizationUrl?: string;
  homeAccountId?: string;
  username?: string;
  accountTenant?: string;
  organization?: Organization | null;
  lastVerified?: string;
  recipe?: string;
}

export interface Draft {
  profile: Profile;
  where: string;
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
  way: "silent" | "browser" | "paste" | "";
  startedAt: string;
  limitSeconds: number;
  foreignHost: string;
  browserFailed: boolean;
  strays: number;
  prompt: "saved-session" | "browser-session" | "prompted" | "";
  account: string;
  storage: "keychain" | "memory" | "";
  storageProblem?: Problem | null;
  notice?: Problem | null;
  organizations: number;
  whoAmI?: WhoAmI | null;
  problem?: Problem | null;
}

export interface OrganizationRow {
  id: string;
  friendlyName: string;
  uniqueName: string;
  url: string;
  region: string;
  version: string;
  disabled: boolean;
}

export interface Field {
  id: string;
  value: string;
}

export interface SignOut {
  account: string;
  profiles: string[];
}

export interface PracticeUser {
  userPrincipalName: string;
  displayName: string;
  password: string;
  totpSecret: string;
  methods: string[];
}

export interface PracticeState {
  tenantId: string;
  domain: string;
  applicationId: string;
  redirectUri: string;
  organizations: number;
  rev: number;
}

export interface PhonePrompt {
  id: string;
  userPrincipalName: string;
  application: string;
  createdAt: string;
  expiresAt: string;
}

export interface PhoneCode {
  userPrincipalName: string;
  code: string;
  secondsLeft: number;
  used: boolean;
}

export interface Phone {
  prompts: PhonePrompt[];
  codes: PhoneCode[];
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

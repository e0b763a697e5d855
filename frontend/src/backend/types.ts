// The shapes that the bound facade (package api) sends and takes. Their fields are Go's,
// and what they mean stands with them there; here are only the sets of words that Go's
// types leave open. Times are RFC 3339 strings, durations whole seconds.
import type { api, cloud, problem, profile } from "../../wailsjs/go/models";
import type { Data } from "./data";

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

export interface Problem extends Data<problem.Problem, { kind: ProblemKind }> {
  fields?: Problem[];
}

export type CloudID = "practice" | "public" | "gcc" | "gcc-high" | "dod" | "china" | "custom";
export type Method = "auto" | "browser" | "paste" | "device-code";

// CustomCloud is a private test system. Hosts are "host" or "host:port"; an
// organization host may begin with "*.". confirmed is made by Go when the user confirms.
export type CustomCloud = Data<cloud.Hosts>;

// ApplicationCredential is what may be known of an application's secret or certificate.
export type ApplicationCredential = Data<profile.Credential, { kind: "secret" | "certificate" }>;

export type Organization = Data<profile.Organization>;

// PromptReason says why there was or was not a prompt.
export type PromptReason = "saved-session" | "browser-session" | "prompted" | "password" | "application" | "";

// Profile's accountFor, tenantFor and verifiedFor are Go's own marks: handed back as they came.
export type Profile = Data<
  profile.Profile,
  {
    cloud: CloudID;
    method: Method;
    responseMode: "query" | "";
    signInAs: "application" | "";
    credential: ApplicationCredential;
    lastPrompt: PromptReason;
  }
>;

// Draft's shown is what Go put into where; handed back as it came. Its problem says what
// beside the profile the save could not keep.
export type Draft = Data<api.Draft, { profile: Profile; problem: Problem }>;

export type ProfileStatus = "tested" | "sign-in-needed" | "incomplete" | "unreadable";

// ProfileRow's expires is when the application's secret or certificate ends, "" when not
// known; expiry says how near that is.
export type ProfileRow = Data<
  api.ProfileRow,
  { status: ProfileStatus; expiry: "" | "soon" | "expired"; problem: Problem }
>;

// Look is how a profile looks in the list.
export type Look = Data<api.Look>;

export type RedirectInfo = Data<
  api.RedirectInfo,
  { kind: "loopback" | "paste" | "foreign" | "private" | "nativeclient" | "urn" | "invalid" }
>;

export type StepID = "silent" | "browser" | "wait" | "exchange" | "organizations" | "whoami";
export type StepState = "todo" | "doing" | "done" | "skipped" | "failed";
export type Step = Data<api.Step, { id: StepID; state: StepState }>;

export type OperationState = "running" | "waiting" | "overdue" | "done" | "failed" | "cancelled";
export type Flow = "post" | "query" | "paste" | "device-code";
export type Storage = "keychain" | "memory" | "";
export type WhoAmI = Data<api.WhoAmI>;

// DeviceCode's qr is verificationUrl as a square of modules, row by row, "1" is dark.
export type DeviceCode = Data<api.DeviceCode>;

// TenantResult is what one tenant of a retrieval gave.
export type TenantResult = Data<api.TenantResult, { problem: Problem }>;

// Operation's flow is "" while nobody is awaited; post and query come back by themselves.
// fallback says why it is not the one that the profile asks for. insecureFormSuspected is set
// after 20 s of waiting for a posted answer: ask "Did the browser warn you about an insecure
// form?"; yes is switchTo(id, "query"). httpsForced is set when the browser came with https to
// an http address. guest names the tenant that is being signed in to as a guest, "" at home.
export type Operation = Data<
  api.Operation,
  {
    kind: "retrieve" | "test" | "unlock";
    state: OperationState;
    steps: Step[];
    flow: Flow | "";
    fallback: Problem;
    tenants: TenantResult[];
    prompt: PromptReason;
    storage: Storage;
    storageProblem: Problem;
    notice: Problem;
    problem: Problem;
  }
>;

export type AccountRow = Data<api.AccountRow>;

// SessionView is what is cached for a profile; all of it comes from this computer.
export type SessionView = Data<
  api.SessionView,
  { mfa: "yes" | "no" | "not-reported"; prompt: PromptReason; storage: Storage; problem: Problem }
>;

// CredentialInfo is what may be shown of a password, a client secret or a certificate.
export type CredentialInfo = Data<
  api.CredentialInfo,
  { kind: "password" | "secret" | "certificate" | ""; problem: Problem }
>;

export type Authority = Data<api.Authority>;
export type CloudInfo = Data<api.CloudInfo, { id: CloudID }>;

// ExchangePlan is a code exchange to be done by hand. Placeholders stand for the secrets.
export type ExchangePlan = Data<api.ExchangePlan, { warnings: Problem[] }>;
export type ExchangeField = Data<api.ExchangeField>;
export type ExchangeResult = Data<api.ExchangeResult>;

// OrganizationRow's guest says that another tenant than the account's own holds it.
export type OrganizationRow = Data<api.OrganizationRow>;
export type Field = Data<api.Field>;
export type SignOut = Data<api.SignOut>;
export type Check = Data<api.Check, { state: "ok" | "warning" | "failed"; problem: Problem }>;

export type AppInfo = Data<
  api.AppInfo,
  {
    door: "window" | "browser";
    keychain: "ok" | "locked" | "unavailable" | "timed-out" | "memory";
    keychainProblem: Problem;
  }
>;

// The shapes of what the helpdesk works with: registrations and their check, consent, setup
// files and bundles.
import type { Problem, Profile } from "./types";

export type ScriptFormat = "azure-cli" | "graph-powershell" | "graph-json" | "terraform";

// Script is a text to look at, copy or save; notes are what to know before using it.
export interface Script {
  name: string;
  text: string;
  notes: string[];
}

// Finding is one setting of a registration, compared with what a recipe needs.
export interface Finding {
  id: string;
  state: "ok" | "warning" | "wrong";
  setting: string;
  found?: string;
  // same: it counts as the same as wanted, though it is written in another way.
  same?: boolean;
  wanted?: string;
  problem?: Problem;
  // code is the error that sign-ins end in.
  code?: string;
  fix: Fix;
}

// Fix is the same repair in several ways; a way that can't do it is left out.
export interface Fix {
  clicks?: string;
  azureCli?: string;
  powerShell?: string;
  graphJson?: string;
}

export interface ConsentLink {
  generation: "v2" | "v1";
  url: string;
}

export interface ConsentView {
  links: ConsentLink[];
  mail: { subject: string; text: string };
}

// ReadConsent is what a link asks for, or what the address after it says.
export interface ReadConsent {
  answer: boolean;
  generation?: string;
  host: string;
  cloud?: string;
  tenant?: string;
  clientId?: string;
  scopes?: string[];
  redirectUri?: string;
  hasState: boolean;
  granted: boolean;
  problem?: Problem;
  doubts?: Problem[];
}

// SetupHost is a host that a setup file leads to, in ASCII. A person looks at all of them.
export interface SetupHost {
  host: string;
  purpose: "sign-in" | "discovery" | "organization" | "redirect" | "identity-provider";
  trusted: boolean;
  refused: boolean;
}

export interface Setup {
  made: string;
  company: string;
  note: string;
  // sender is always "unknown": nobody has proved it.
  sender: string;
  hosts: SetupHost[];
  authorities: { subject: string; sha256: string; expires: string }[];
  warnings: Problem[];
}

export interface SetupView {
  setup: Setup;
  // profile is what it would become.
  profile: Profile;
}

export interface BundleProblem {
  time?: string;
  kind: string;
  code: string;
  warning?: boolean;
  field?: string;
  args?: { name: string; value: string }[];
  oauthError?: string;
  suberror?: string;
  correlationId?: string;
  traceId?: string;
  detail?: string;
}

// Bundle is what a user sent: text to show, none of it proved.
export interface Bundle {
  made: string;
  includesNames: boolean;
  note?: string;
  system: {
    latchkey: string;
    os: string;
    arch: string;
    go?: string;
    door?: string;
    keychain?: string;
    timeZone?: string;
  };
  profile?: { name: string; cloud: string; tenant?: string; applicationId?: string; redirectUri?: string };
  findings: { id: string; state: string; detail?: string; problem?: BundleProblem }[];
  session?: {
    account?: string;
    tenant?: string;
    guest?: boolean;
    since?: string;
    issuedAt?: string;
    expiresAt?: string;
    mfa?: string;
    prompt?: string;
    storage?: string;
    accounts?: number;
    problem?: BundleProblem;
  };
  problems: BundleProblem[];
  log: string[];
}

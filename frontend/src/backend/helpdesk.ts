// The shapes of what the helpdesk works with: registrations and their check, consent, setup
// files and bundles.
import type { api, registration, transfer } from "../../wailsjs/go/models";
import type { Data } from "./data";
import type { Problem, Profile } from "./types";

export type ScriptFormat = "azure-cli" | "graph-powershell" | "graph-json" | "terraform";

// Script is a text to look at, copy or save; notes are what to know before using it.
export type Script = Data<registration.Output>;

// Finding is one setting of a registration, compared with what a recipe needs. same: it
// counts as the same as wanted, though it is written in another way; code is the error
// that sign-ins end in.
export type Finding = Data<registration.Finding, { state: "ok" | "warning" | "wrong"; problem: Problem }>;

// Fix is the same repair in several ways; a way that can't do it is left out.
export type Fix = Data<registration.Fix>;

export type ConsentLink = Data<registration.Link, { generation: "v2" | "v1" }>;
export type ConsentView = Data<api.ConsentView, { links: ConsentLink[] }>;

// ReadConsent is what a link asks for, or what the address after it says.
export type ReadConsent = Data<registration.Consent, { problem: Problem; doubts: Problem[] }>;

// SetupHost is a host that a setup file leads to, in ASCII. A person looks at all of them.
export type SetupHost = Data<
  transfer.Host,
  { purpose: "sign-in" | "discovery" | "organization" | "redirect" | "identity-provider" }
>;

// Setup's sender is always "unknown": nobody has proved it.
export type Setup = Data<transfer.Setup, { hosts: SetupHost[]; warnings: Problem[] }>;

// SetupView's profile is what the file would become.
export type SetupView = Data<api.SetupView, { setup: Setup; profile: Profile }>;

// Bundle is what a user sent: text to show, none of it proved.
export type Bundle = Data<transfer.Bundle>;
export type BundleProblem = Data<transfer.LastProblem>;

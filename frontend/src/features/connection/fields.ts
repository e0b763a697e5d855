import type { Problem } from "../../backend/types";
import type { Key } from "../../i18n/i18n";
import type { SignInKind } from "./signInKind";

// FieldID names a control of the dialog that a problem can be shown at.
export type FieldID =
  | "name"
  | "where"
  | "applicationId"
  | "redirectUri"
  | "cloud"
  | "method"
  | "twoFactor"
  | "label"
  | "notes"
  | "organization"
  | "loginHint"
  | "password"
  | "clientSecret"
  | "certificate"
  | "passphrase"
  | "customCloud"
  | "extraTenants"
  | "domainHint"
  | "signInAs";

// fieldLabels are the controls' own names.
export const fieldLabels: Readonly<Record<FieldID, Key>> = {
  name: "dialog.name",
  where: "dialog.where",
  applicationId: "twoFactor.applicationId",
  redirectUri: "twoFactor.redirectUri",
  cloud: "dialog.cloud",
  method: "dialog.method",
  twoFactor: "dialog.tabTwoFactor",
  label: "extras.label",
  notes: "extras.notes",
  organization: "dialog.chosen",
  loginHint: "password.userName",
  password: "password.password",
  clientSecret: "application.secretValue",
  certificate: "application.file",
  passphrase: "application.passphrase",
  customCloud: "custom.authority",
  extraTenants: "ways.tenants",
  domainHint: "ways.domainHint",
  signInAs: "ways.signInAs",
};

// isWhere says whether the profile's field is edited as "E-mail, address or tenant".
export function isWhere(field: string): boolean {
  return fields[field] === "where";
}

const fields: Readonly<Record<string, FieldID>> = {
  name: "name",
  where: "where",
  tenant: "where",
  loginHint: "where",
  organizationUrl: "where",
  applicationId: "applicationId",
  redirectUri: "redirectUri",
  cloud: "cloud",
  method: "method",
  twoFactor: "twoFactor",
  label: "label",
  notes: "notes",
  organization: "organization",
  password: "password",
  clientSecret: "clientSecret",
  certificate: "certificate",
  credential: "clientSecret",
  expires: "clientSecret",
  passphrase: "passphrase",
  customCloud: "customCloud",
  extraTenants: "extraTenants",
  domainHint: "domainHint",
  signInAs: "signInAs",
};

// isGuess says whether a problem is the word that the cloud follows the address. It has
// a place of its own, below the address: the cloud's control is behind a closed line.
export function isGuess(problem: Problem): boolean {
  return problem.code === "cloud-guessed";
}

// fieldOf maps the profile's field that a problem names to the control that edits it.
// A user name has a field of its own only beside a password.
export function fieldOf(problem: Problem, kind: SignInKind = "two-factor"): FieldID | undefined {
  if (isGuess(problem)) return undefined;
  if (problem.field === "loginHint" && kind === "password") return "loginHint";
  return problem.field && Object.hasOwn(fields, problem.field) ? fields[problem.field] : undefined;
}

// inOtherWays are the fields under "Other ways to sign in", which is closed at first.
const inOtherWays: readonly (FieldID | undefined)[] = [
  "cloud",
  "method",
  "customCloud",
  "extraTenants",
  "domainHint",
  "signInAs",
];

export function isInOtherWays(field: FieldID | undefined): boolean {
  return inOtherWays.includes(field);
}

// problemAt is what to show at a control: an error before advice.
export function problemAt(problems: Problem[], field: FieldID, kind?: SignInKind): Problem | undefined {
  const here = problems.filter((problem) => fieldOf(problem, kind) === field);
  return here.find((problem) => !problem.warning) ?? here[0];
}

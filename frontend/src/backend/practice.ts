// The shapes of the practice tenant: what the simulated phone and the administrator's
// desk show and change. Passwords and secrets here open nothing but that tenant.

// PracticeMethod are the second factors, by the names of Entra's pages.
export type PracticeMethod =
  | "PhoneAppNotification"
  | "PhoneAppOTP"
  | "OneWaySMS"
  | "TwoWayVoiceMobile"
  | "TwoWayVoiceOffice"
  | "TemporaryAccessPass"
  | "FidoKey";

// PersonState is one thing that is special about a person.
export type PersonState =
  | "blocked"
  | "disabled"
  | "locked"
  | "locked-out"
  | "password-expired"
  | "risky"
  | "must-register"
  | "register-again"
  | "asked-for-consent"
  | "needs-approval"
  | "pass"
  | "administrator"
  | "guest"
  | "personal";

export interface PracticeUser {
  userPrincipalName: string;
  displayName: string;
  // password is "" when the person has chosen one of their own.
  password: string;
  totpSecret: string;
  methods: string[];
  // states, what keeps somebody out first.
  states: string[];
}

// PracticePerson is a person as an administrator keeps them; what is left out is ordinary.
export interface PracticePerson {
  userPrincipalName: string;
  givenName?: string;
  surname?: string;
  // password is left out for the one that the tenant makes up.
  password?: string;
  methods?: string[];
  mobilePhone?: string;
  officePhone?: string;
  guestIn?: string;
  guestMethods?: string[];
  mfa?: string;
  administrator?: boolean;
  registerAgain?: boolean;
  disabled?: boolean;
  locked?: boolean;
  passwordExpired?: boolean;
  blocked?: boolean;
  risky?: boolean;
  consent?: string;
  personal?: boolean;
}

// AppPassword is one of a person's; its value comes once.
export interface AppPassword {
  label: string;
  value?: string;
}

export interface PracticeState {
  tenantId: string;
  domain: string;
  applicationId: string;
  redirectUri: string;
  organizations: number;
  rev: number;
  // time is the practice clock's; aheadSeconds is how far it was moved.
  time: string;
  aheadSeconds: number;
  // scenario is what was loaded last, "" when nothing was.
  scenario: string;
}

export interface PhonePrompt {
  id: string;
  userPrincipalName: string;
  displayName: string;
  application: string;
  // number says that the number in the browser has to be typed.
  number: boolean;
  // key says that it is a security key, which wants to be touched.
  key: boolean;
  // report says that fraud can be reported.
  report: boolean;
  secondsLeft: number;
}

export interface PhoneCode {
  userPrincipalName: string;
  code: string;
  secondsLeft: number;
  used: boolean;
  // tenant is where the code is good when that isn't the person's home.
  tenant: string;
  // fresh is of an account that was scanned and isn't registered yet.
  fresh: boolean;
}

// PhoneMessage is a text or a call.
export interface PhoneMessage {
  id: string;
  userPrincipalName: string;
  displayName: string;
  application: string;
  kind: "text" | "call";
  // number is the one that was dialled.
  number: string;
  // body is the text, or what the voice says.
  body: string;
  code: string;
  state: "sent" | "used" | "expired" | "ringing" | "answered" | "reporting" | CallEnd;
  createdAt: string;
  secondsLeft: number;
}

export type CallEnd = "approved" | "denied" | "reported" | "withdrawn";

// PhoneEnrolment is a QR code that a browser shows now.
export interface PhoneEnrolment {
  id: string;
  userPrincipalName: string;
  displayName: string;
  tenant: string;
  // typed is the secret as it stands beside the QR code, in fours.
  typed: string;
  scanned: boolean;
}

export interface Phone {
  prompts: PhonePrompt[];
  codes: PhoneCode[];
  // hiddenCodes is how many codes were left out because there are too many.
  hiddenCodes: number;
  messages: PhoneMessage[];
  enrolments: PhoneEnrolment[];
}

// PracticeApp is a registration. Secrets have values while they are asked for here.
export interface PracticeApp {
  applicationId: string;
  name: string;
  redirectUris: string[];
  multiTenant: boolean;
  platform: string;
  allowPublicClientFlows: boolean;
  keys?: AppKey[];
  disabled?: boolean;
  assignmentRequired?: boolean;
  assigned?: string[];
  notInstalled?: boolean;
  noPermissions?: boolean;
  idTokens?: boolean;
  consent?: string;
  secrets: AppSecret[];
  certificates: AppCertificate[];
}

export interface AppKey {
  name: string;
  expires: string;
}

export interface AppSecret {
  id: string;
  value: string;
  expires: string;
}

export interface AppCertificate {
  subject: string;
  thumbprint: string;
  expires: string;
}

export interface Policies {
  secondFactor?: string;
  securityDefaults?: boolean;
  pushWithoutNumber?: boolean;
  askPhoneDigits?: boolean;
  noFraudReports?: boolean;
  rememberDays?: number;
  signInHours?: number;
  neverStaySignedIn?: boolean;
  consentRequests?: boolean;
  rules?: Rule[];
}

// Rule is one Conditional Access policy; an empty list is everybody, everything.
export interface Rule {
  name: string;
  users?: string[];
  apps?: string[];
  ways?: string[];
  // result is a word of the outcomes.
  then: string;
  off?: boolean;
}

// Outcome is what a rule can make of a sign-in.
export interface Outcome {
  word: string;
  code: number;
  meaning: string;
}

export interface SignIn {
  time: string;
  user: string;
  application: string;
  tenant: string;
  way: string;
  asked: string[];
  code: number;
  why: string;
  correlation: string;
}

export interface ConsentRequest {
  id: string;
  userPrincipalName: string;
  applicationId: string;
  application: string;
  tenant: string;
  permissions: string[];
  reason: string;
  state: string;
  time: string;
}

// ScenarioInfo is a scenario that comes with the program.
export interface ScenarioInfo {
  name: string;
  title: string;
}

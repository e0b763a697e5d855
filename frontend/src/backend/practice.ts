// The shapes of the practice tenant: what the simulated phone and the administrator's
// desk show and change. Passwords and secrets here open nothing but that tenant.
import type { aadsts, api, directory } from "../../wailsjs/go/models";
import type { Data } from "./data";

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
  | "high-risk"
  | "must-register"
  | "register-again"
  | "asked-for-consent"
  | "needs-approval"
  | "pass"
  | "administrator"
  | "guest"
  | "invited"
  | "personal";

// PracticeUser's password is "" when the person has chosen one of their own; of its states
// what keeps somebody out comes first.
export type PracticeUser = Data<api.PracticeUser>;

// PracticePerson is a person as an administrator keeps them; what is left out is ordinary,
// and so is a password that the tenant makes up.
export type PracticePerson = Data<directory.Person>;

// AppPassword is one of a person's; its value comes once.
export type AppPassword = Data<directory.AppPassword>;

// PracticeState's time is the practice clock's, which was moved by aheadSeconds; scenario
// is what was loaded last, "" when nothing was.
export type PracticeState = Data<api.PracticeState>;

// PhonePrompt's number says that the number in the browser has to be typed, key that it is
// a security key, which wants to be touched, report that fraud can be reported.
export type PhonePrompt = Data<api.PhonePrompt>;

// PhoneCode's tenant is where the code is good when that isn't the person's home; fresh is
// of an account that was scanned and isn't registered yet.
export type PhoneCode = Data<api.PhoneCode>;

export type CallEnd = "approved" | "denied" | "reported" | "withdrawn";

// PhoneMessage is a text, a call or an e-mail. number is the one that was dialled or the address, body the text, or
// what the voice says.
export type PhoneMessage = Data<
  api.PhoneMessage,
  {
    kind: "text" | "call" | "email";
    state: "sent" | "used" | "expired" | "ringing" | "answered" | "reporting" | CallEnd;
  }
>;

// PhoneEnrolment is a QR code that a browser shows now; typed is the secret as it stands
// beside it, in fours.
export type PhoneEnrolment = Data<api.PhoneEnrolment>;

// Phone's hiddenCodes is how many codes were left out because there are too many.
export type Phone = Data<api.Phone, { messages: PhoneMessage[] }>;

// PracticeApp is a registration. Secrets have values while they are asked for here.
export type PracticeApp = Data<directory.App>;
export type AppKey = Data<directory.AppKey>;
export type AppSecret = Data<directory.ClientSecret>;
export type AppCertificate = Data<directory.AppCertificate>;

export type Policies = Data<directory.Policies>;

// Rule is one Conditional Access policy; an empty list is everybody, everything. Its then
// is a word of the outcomes.
export type Rule = Data<directory.Rule>;

// Outcome is what a rule can make of a sign-in.
export type Outcome = Data<aadsts.Outcome>;
export type SignIn = Data<directory.SignIn>;
export type ConsentRequest = Data<directory.ConsentRequest>;

// ScenarioInfo is a scenario that comes with the program.
export type ScenarioInfo = Data<api.ScenarioInfo>;

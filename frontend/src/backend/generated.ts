// A check by the compiler: the bindings that Wails generates from Go and the
// types that the user interface is written against name the same methods and
// the same fields. A change on one side that the other lacks doesn't compile.
import type * as App from "../../wailsjs/go/api/App";
import type * as Connection from "../../wailsjs/go/api/Connection";
import type * as Credentials from "../../wailsjs/go/api/Credentials";
import type * as Guides from "../../wailsjs/go/api/Guides";
import type * as Manual from "../../wailsjs/go/api/Manual";
import type * as Practice from "../../wailsjs/go/api/Practice";
import type * as Profiles from "../../wailsjs/go/api/Profiles";
import type { api, cloud, entra, problem, profile } from "../../wailsjs/go/models";
import type { Backend } from "./backend";
import type * as types from "./types";

type Names<T> = Exclude<keyof T, "convertValues">;
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type Fields<A, B> = Same<Names<A>, Names<Required<B>>>;
type Methods<M, B> = Same<Uncapitalize<keyof M & string>, keyof B>;

type Checks = [
  Methods<typeof Profiles, Backend["profiles"]>,
  Methods<typeof Connection, Backend["connection"]>,
  Methods<typeof Credentials, Backend["credentials"]>,
  Methods<typeof Manual, Backend["manual"]>,
  Methods<typeof Practice, Backend["practice"]>,
  Methods<typeof Guides, Backend["guides"]>,
  Methods<typeof App, Backend["app"]>,
  Fields<api.AccountRow, types.AccountRow>,
  Fields<api.AppInfo, types.AppInfo>,
  Fields<api.Authority, types.Authority>,
  Fields<api.Check, types.Check>,
  Fields<api.CloudInfo, types.CloudInfo>,
  Fields<api.CredentialInfo, types.CredentialInfo>,
  Fields<api.DeviceCode, types.DeviceCode>,
  Fields<api.Draft, types.Draft>,
  Fields<api.Field, types.Field>,
  Fields<api.ManualField, types.ManualField>,
  Fields<api.ManualPlan, types.ManualPlan>,
  Fields<api.ManualResult, types.ManualResult>,
  Fields<api.Operation, types.Operation>,
  Fields<api.OrganizationRow, types.OrganizationRow>,
  Fields<api.Phone, types.Phone>,
  Fields<api.PhoneCode, types.PhoneCode>,
  Fields<api.PhoneEnrolment, types.PhoneEnrolment>,
  Fields<api.PhoneMessage, types.PhoneMessage>,
  Fields<api.PhonePrompt, types.PhonePrompt>,
  Fields<api.PracticeState, types.PracticeState>,
  Fields<api.PracticeUser, types.PracticeUser>,
  Fields<api.ProfileRow, types.ProfileRow>,
  Fields<api.RedirectInfo, types.RedirectInfo>,
  Fields<api.ScenarioInfo, types.ScenarioInfo>,
  Fields<api.SessionView, types.SessionView>,
  Fields<api.SignOut, types.SignOut>,
  Fields<api.Step, types.Step>,
  Fields<api.TenantResult, types.TenantResult>,
  Fields<api.WhoAmI, types.WhoAmI>,
  Fields<cloud.Hosts, types.CustomCloud>,
  Fields<entra.App, types.PracticeApp>,
  Fields<entra.AppCertificate, types.AppCertificate>,
  Fields<entra.AppKey, types.AppKey>,
  Fields<entra.AppPassword, types.AppPassword>,
  Fields<entra.ClientSecret, types.AppSecret>,
  Fields<entra.ConsentRequest, types.ConsentRequest>,
  Fields<entra.Outcome, types.Outcome>,
  Fields<entra.Person, types.PracticePerson>,
  Fields<entra.Policies, types.Policies>,
  Fields<entra.Rule, types.Rule>,
  Fields<entra.SignIn, types.SignIn>,
  Fields<problem.Problem, types.Problem>,
  Fields<profile.Credential, types.ApplicationCredential>,
  Fields<profile.Organization, types.Organization>,
  Fields<profile.Profile, types.Profile>,
];

type All<T extends readonly true[]> = T;
export type Checked = All<Checks>;

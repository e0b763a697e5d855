// A check by the compiler: the bindings that Wails generates from Go and the
// types that the user interface is written against name the same methods and
// the same fields. A change on one side that the other lacks doesn't compile.
import type * as App from "../../wailsjs/go/api/App";
import type * as Connection from "../../wailsjs/go/api/Connection";
import type * as Credentials from "../../wailsjs/go/api/Credentials";
import type * as Exchange from "../../wailsjs/go/api/Exchange";
import type * as Guides from "../../wailsjs/go/api/Guides";
import type * as Practice from "../../wailsjs/go/api/Practice";
import type * as Profiles from "../../wailsjs/go/api/Profiles";
import type * as Transfer from "../../wailsjs/go/api/Transfer";
import type {
  aadsts,
  api,
  cloud,
  entra,
  problem,
  profile,
  recipe,
  registration,
  transfer,
} from "../../wailsjs/go/models";
import type { Backend } from "./backend";
import type * as helpdesk from "./helpdesk";
import type * as recipes from "./recipes";
import type * as types from "./types";

type Names<T> = Exclude<keyof T, "convertValues">;
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type Fields<A, B> = Same<Names<A>, Names<Required<B>>>;
type Methods<M, B> = Same<Uncapitalize<keyof M & string>, keyof B>;

type Checks = [
  Methods<typeof Profiles, Backend["profiles"]>,
  Methods<typeof Connection, Backend["connection"]>,
  Methods<typeof Credentials, Backend["credentials"]>,
  Methods<typeof Exchange, Backend["exchange"]>,
  Methods<typeof Practice, Backend["practice"]>,
  Methods<typeof Guides, Backend["guides"]>,
  Methods<typeof Transfer, Backend["transfer"]>,
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
  Fields<api.ExchangeField, types.ExchangeField>,
  Fields<api.ExchangePlan, types.ExchangePlan>,
  Fields<api.ExchangeResult, types.ExchangeResult>,
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
  Fields<aadsts.Outcome, types.Outcome>,
  Fields<entra.Person, types.PracticePerson>,
  Fields<entra.Policies, types.Policies>,
  Fields<entra.Rule, types.Rule>,
  Fields<entra.SignIn, types.SignIn>,
  Fields<problem.Problem, types.Problem>,
  Fields<profile.Credential, types.ApplicationCredential>,
  Fields<profile.Organization, types.Organization>,
  Fields<profile.Profile, types.Profile>,
  Fields<api.ConsentView, helpdesk.ConsentView>,
  Fields<api.RecipeInfo, recipes.RecipeInfo>,
  Fields<api.RecipeView, recipes.RecipeView>,
  Fields<api.SetupView, helpdesk.SetupView>,
  Fields<api.Sheet, recipes.Sheet>,
  Fields<recipe.Answer, recipes.Answer>,
  Fields<recipe.Document, recipes.RecipeDocument>,
  Fields<recipe.Field, recipes.ScreenField>,
  Fields<recipe.NamedValue, recipes.NamedValue>,
  Fields<recipe.Permission, recipes.Permission>,
  Fields<recipe.Recipe, recipes.Recipe>,
  Fields<recipe.Registration, recipes.Registration>,
  Fields<recipe.Screen, recipes.TargetScreen>,
  Fields<recipe.Step, recipes.Step>,
  Fields<recipe.Walkthrough, recipes.Walkthrough>,
  Fields<registration.Consent, helpdesk.ReadConsent>,
  Fields<registration.Finding, helpdesk.Finding>,
  Fields<registration.Fix, helpdesk.Fix>,
  Fields<registration.Link, helpdesk.ConsentLink>,
  Fields<registration.Output, helpdesk.Script>,
  Fields<transfer.Bundle, helpdesk.Bundle>,
  Fields<transfer.Host, helpdesk.SetupHost>,
  Fields<transfer.LastProblem, helpdesk.BundleProblem>,
  Fields<transfer.Setup, helpdesk.Setup>,
];

type All<T extends readonly true[]> = T;
export type Checked = All<Checks>;

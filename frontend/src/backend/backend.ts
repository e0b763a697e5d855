import type { Bundle, ConsentView, Finding, ReadConsent, Script, ScriptFormat, SetupView } from "./helpdesk";
import type { RecipeInfo, RecipeView, Sheet } from "./recipes";
import type {
  AppInfo,
  AppPassword,
  Authority,
  Check,
  CloudInfo,
  ConsentRequest,
  CredentialInfo,
  Draft,
  ExchangePlan,
  ExchangeResult,
  Field,
  Flow,
  Look,
  Operation,
  OrganizationRow,
  Outcome,
  Phone,
  Policies,
  PracticeApp,
  PracticePerson,
  PracticeState,
  PracticeUser,
  Problem,
  ProfileRow,
  RedirectInfo,
  ScenarioInfo,
  SessionView,
  SignIn,
  SignOut,
} from "./types";

export type CredentialKind = "password" | "secret" | "certificate";

// What can be had of an exchange by hand, and only on the clipboard: its tokens, and the
// code or a command with the code in it.
export type ExchangeCopy = "access_token" | "refresh_token" | "code" | "curl" | "powershell";

export type Topic = "profiles" | "operation" | "practice" | "app" | "leave";

// Backend is everything the user interface can ask of Latchkey: the bound facade,
// method for method, and its one kind of event. Every promise rejects with a
// Problem and with nothing else.
export interface Backend {
  profiles: {
    list(): Promise<ProfileRow[]>;
    // recipe is the system that the profile is for, or "".
    blank(practice: boolean, recipe: string): Promise<Draft>;
    get(id: string): Promise<Draft>;
    check(draft: Draft): Promise<Problem[]>;
    redirect(uri: string): Promise<RedirectInfo>;
    save(draft: Draft): Promise<Draft>;
    // What was deleted can be restored as it was until it is purged.
    delete(id: string, rev: number): Promise<void>;
    restore(id: string): Promise<void>;
    purge(ids: string[]): Promise<void>;
    setLook(id: string, look: Look): Promise<void>;
    duplicate(id: string): Promise<string>;
    openOrganization(id: string): Promise<void>;
    fieldCard(id: string): Promise<Field[]>;
    signOut(id: string): Promise<SignOut>;
    signOutAll(): Promise<SignOut>;
    clouds(): Promise<CloudInfo[]>;
    confirmCloud(draft: Draft): Promise<Draft>;
  };
  connection: {
    retrieve(draft: Draft, always: boolean): Promise<Operation>;
    test(draft: Draft): Promise<Operation>;
    state(id: string): Promise<Operation>;
    cancel(id: string): Promise<void>;
    keepWaiting(id: string): Promise<void>;
    openAgain(id: string): Promise<void>;
    address(id: string): Promise<string>;
    paste(id: string, text: string): Promise<void>;
    organizations(id: string): Promise<OrganizationRow[]>;
    choose(draft: Draft, id: string, organizationId: string): Promise<Draft>;
    chooseURL(draft: Draft, url: string): Promise<Draft>;
    switchTo(id: string, flow: Flow): Promise<void>;
    // skip continues without the tenant that is being signed in to as a guest.
    skip(id: string): Promise<void>;
    session(draft: Draft): Promise<SessionView>;
    takeAccount(draft: Draft, homeAccountId: string): Promise<Draft>;
  };
  // A secret goes to Go once and never comes back: state says what there is.
  credentials: {
    state(draft: Draft): Promise<CredentialInfo[]>;
    setPassword(draft: Draft, password: string): Promise<void>;
    setSecret(draft: Draft, value: string, expires: string): Promise<Draft>;
    setCertificate(draft: Draft, base64: string, passphrase: string): Promise<Draft>;
    forget(draft: Draft, kind: CredentialKind): Promise<Draft>;
    discard(draft: Draft): Promise<void>;
  };
  exchange: {
    plan(draft: Draft, resource: string): Promise<ExchangePlan>;
    open(id: string): Promise<void>;
    code(id: string, text: string): Promise<void>;
    redeem(id: string, clientSecret: string): Promise<ExchangeResult>;
    copy(id: string, what: ExchangeCopy): Promise<void>;
  };
  practice: {
    state(): Promise<PracticeState>;
    users(): Promise<PracticeUser[]>;
    // phone is a person's, or everybody's for "".
    phone(owner: string): Promise<Phone>;
    approve(promptId: string, number: string): Promise<void>;
    deny(promptId: string): Promise<void>;
    report(promptId: string): Promise<void>;
    // answerCall presses keys; none only picks the call up.
    answerCall(callId: string, keys: string): Promise<void>;
    hangUp(callId: string): Promise<void>;
    scan(enrolmentId: string): Promise<void>;
    openPhone(): Promise<void>;
    reset(): Promise<void>;
    person(userPrincipalName: string): Promise<PracticePerson>;
    putPerson(person: PracticePerson): Promise<void>;
    removePerson(userPrincipalName: string): Promise<void>;
    requireRegistration(userPrincipalName: string): Promise<void>;
    issuePass(userPrincipalName: string, minutes: number, once: boolean): Promise<string>;
    appPasswords(userPrincipalName: string): Promise<AppPassword[]>;
    makeAppPassword(userPrincipalName: string, label: string): Promise<AppPassword>;
    deleteAppPasswords(userPrincipalName: string): Promise<void>;
    apps(): Promise<PracticeApp[]>;
    putApp(app: PracticeApp): Promise<PracticeApp>;
    removeApp(applicationId: string): Promise<void>;
    grantConsent(applicationId: string): Promise<void>;
    // revokeConsent takes back what was granted for everybody.
    revokeConsent(applicationId: string): Promise<void>;
    policies(): Promise<Policies>;
    setPolicies(policies: Policies): Promise<void>;
    outcomes(): Promise<Outcome[]>;
    signIns(): Promise<SignIn[]>;
    consentRequests(): Promise<ConsentRequest[]>;
    decideConsent(id: string, approve: boolean): Promise<void>;
    scenarios(): Promise<ScenarioInfo[]>;
    loadScenario(name: string): Promise<void>;
    advanceClock(seconds: number): Promise<void>;
  };
  guides: {
    explain(text: string): Promise<Problem[]>;
    recipes(): Promise<RecipeInfo[]>;
    // recipe is filled in with a profile's values ("" is none) and those that are typed.
    recipe(id: string, profileId: string, typed: Record<string, string>): Promise<RecipeView>;
    print(
      id: string,
      walkthrough: string,
      profileId: string,
      format: "html" | "markdown",
      typed: Record<string, string>,
    ): Promise<Sheet>;
    // open opens the page that a step leads to, in the system browser.
    open(id: string, walkthrough: string, step: string, profileId: string): Promise<void>;
    script(id: string, profileId: string, format: ScriptFormat): Promise<Script>;
    keepScript(id: string, profileId: string, format: ScriptFormat): Promise<Sheet>;
    checkManifest(id: string, profileId: string, text: string): Promise<Finding[]>;
    checkPractice(id: string, profileId: string, applicationId: string): Promise<Finding[]>;
    consent(id: string, profileId: string): Promise<ConsentView>;
    readConsent(text: string): Promise<ReadConsent>;
    done(id: string, walkthrough: string, profileId: string): Promise<string[]>;
    tick(id: string, walkthrough: string, profileId: string, step: string, done: boolean): Promise<void>;
  };
  // What goes between a user and the helpdesk. Nothing of a file is used by reading it.
  transfer: {
    setup(id: string, company: string, note: string, loginHint: string): Promise<Sheet>;
    readSetup(text: string): Promise<SetupView>;
    // again saves a profile that is there already once more.
    adopt(text: string, again: boolean): Promise<Draft>;
    bundle(id: string, note: string, names: boolean, online: boolean): Promise<Sheet>;
    readBundle(text: string): Promise<Bundle>;
  };
  app: {
    info(): Promise<AppInfo>;
    doctor(): Promise<Check[]>;
    // preflight checks a profile; its hosts are asked only when online is set.
    preflight(id: string, online: boolean): Promise<Check[]>;
    unlock(): Promise<Operation>;
    keepInMemory(): Promise<void>;
    // setUnsaved says whether closing the window would lose something; the topic "leave" then asks,
    // and leave closes it.
    setUnsaved(unsaved: boolean): Promise<void>;
    leave(): Promise<void>;
    open(link: string): Promise<void>;
    // reportCrash notes in the log that a screen crashed, and with what.
    reportCrash(report: string): Promise<void>;
    authorities(): Promise<Authority[]>;
    addAuthority(pem: string): Promise<Authority[]>;
    removeAuthority(fingerprint: string): Promise<Authority[]>;
  };
  // on calls back after something of the topic has changed; it returns how to stop.
  on(topic: Topic, changed: () => void): () => void;
}

import { expect } from "@playwright/test";
import type { Visitor } from "./visitor.ts";

// Walk is one person's way through pages of the practice tenant.
export interface Walk {
  // title and how are for the reader of docs/practice-pages.md.
  title: string;
  how: string;
  // shows are the pages in their order: the picture's name, and the page it is of.
  shows: Record<string, string>;
  // go walks, and says before each page is left that it can be looked at.
  go(visitor: Visitor, look: (picture: string) => Promise<void>): Promise<void>;
}

const application = "5d1f0c62-3b8e-4a57-9c40-7e2a1b96f3d8";
// leaves answers "Stay signed in?" with No.
const leaves = async (v: Visitor) => {
  await v.on("kmsi");
  await v.press("#idBtn_Back");
};
const stay = async (v: Visitor) => {
  await leaves(v);
  await v.signedIn();
};

interface Enrolment {
  userPrincipalName: string;
  secret: string;
}

interface Call {
  id: string;
}

const scans = async (v: Visitor) => {
  const [shown] = await v.control.get<Enrolment[]>("/enrolments");
  await v.control.post("/scan", { text: shown?.secret });
};

// walks are every page that a person can meet. A page that is in none of them fails the
// test that counts them.
export const walks: Record<string, Walk> = {
  password: {
    title: "User name and password",
    how: "Any user. The second and the fourth picture are a name that nobody has, and a wrong password.",
    shows: { "user-name": "user", "user-unknown": "user", password: "password", "password-wrong": "password", "stay-signed-in": "kmsi" },
    async go(v, look) {
      await v.open();
      await look("user-name");
      await v.name("nobody");
      await expect(v.find("#usernameError")).toContainText("AADSTS50034");
      await look("user-unknown");
      await v.name("password");
      await look("password");
      await v.find("[name=passwd]").fill("not this one");
      await v.press();
      await expect(v.find("#passwordError")).toContainText("AADSTS50126");
      await look("password-wrong");
      await v.find("[name=passwd]").fill((await v.control.user("password")).password);
      await v.press();
      await look("stay-signed-in");
      await stay(v);
    },
  },
  push: {
    title: "A request on the phone, with a number",
    how: "`push@contoso.example`.",
    shows: { push: "push" },
    async go(v, look) {
      await v.open();
      await v.login("push");
      const { number } = await v.control.waiting("push");
      await expect(v.find("#idRichContext_DisplaySign")).toHaveText(number ?? "none");
      await look("push");
      await v.approves("push");
      await stay(v);
    },
  },
  pushWithoutNumber: {
    title: "A request on the phone, without a number",
    how: "`push@contoso.example`, with the policy `pushWithoutNumber`.",
    shows: { "push-without-number": "push" },
    async go(v, look) {
      await v.control.policies({ pushWithoutNumber: true });
      await v.open();
      await v.login("push");
      await expect(v.find("#idRichContext_DisplaySign")).toHaveCount(0);
      await look("push-without-number");
      await v.approves("push");
      await stay(v);
    },
  },
  denied: {
    title: "A request that is denied, or that nobody answers",
    how: "`push@contoso.example`; deny on the phone, then let another request wait for longer than a minute.",
    shows: { "push-denied": "denied", "push-too-late": "denied" },
    async go(v, look) {
      await v.open();
      await v.login("push");
      const { id } = await v.control.waiting("push");
      await v.control.post(`/prompts/${id}/deny`);
      await v.on("denied");
      await look("push-denied");
      await v.press();
      await v.on("push");
      await v.control.waiting("push");
      await v.control.later(120);
      await v.on("denied");
      await look("push-too-late");
      await v.press("#idBtn_Back");
      await v.refused(500121);
    },
  },
  reported: {
    title: "A request that is reported as fraud",
    how: "`push@contoso.example`; \"It wasn't me\" on the phone. The account is blocked until an administrator unblocks it.",
    shows: { "push-reported": "denied" },
    async go(v, look) {
      await v.open();
      await v.login("push");
      const { id } = await v.control.waiting("push");
      await v.control.post(`/prompts/${id}/report`);
      await v.on("denied");
      await look("push-reported");
      await v.press();
      await v.refused(500121);
      await v.control.post("/people/push@contoso.example/unblock");
      await v.open();
      await v.login("push");
      await v.approves("push");
      await stay(v);
    },
  },
  blocked: {
    title: "An account that is blocked since such a report",
    how: "`blocked@contoso.example`.",
    shows: { blocked: "refused" },
    async go(v, look) {
      await v.open();
      await v.login("blocked");
      await expect(v.find("#exceptionMessageContainer")).toContainText("AADSTS500121");
      await look("blocked");
    },
  },
  key: {
    title: "A security key",
    how: "`key@contoso.example`. The second picture is after taking the key out.",
    shows: { key: "key", "key-taken-out": "denied" },
    async go(v, look) {
      await v.open();
      await v.login("key");
      const { id } = await v.control.waiting("key");
      await v.on("key");
      await look("key");
      await v.control.post(`/prompts/${id}/deny`);
      await v.on("denied");
      await look("key-taken-out");
      await v.press();
      await v.approves("key");
      await stay(v);
    },
  },
  code: {
    title: "A code from the app",
    how: "`totp@contoso.example`. The second picture is after a wrong code.",
    shows: { code: "code", "code-wrong": "code" },
    async go(v, look) {
      await v.open();
      await v.login("totp");
      await v.on("code");
      await look("code");
      const right = await v.control.code("totp");
      await v.code(right === "000000" ? "000001" : "000000");
      await expect(v.find("#idSpan_SAOTCC_Error_OTC")).toBeVisible();
      await look("code-wrong");
      await v.code(right);
      await stay(v);
    },
  },
  text: {
    title: "A code by text message",
    how: "`sms@contoso.example`.",
    shows: { text: "code" },
    async go(v, look) {
      await v.open();
      await v.login("sms");
      const { code } = await v.control.waiting("sms");
      await look("text");
      await v.code(code ?? "none");
      await stay(v);
    },
  },
  call: {
    title: "A call",
    how: "`call@contoso.example`, or `office@contoso.example` for the office telephone. The second picture is after hanging up.",
    shows: { call: "call", "call-missed": "denied" },
    async go(v, look) {
      await v.open();
      await v.login("call");
      const first = await v.control.waiting("call");
      await look("call");
      await v.control.post(`/calls/${first.id}/hang-up`);
      await v.on("denied");
      await look("call-missed");
      await v.press();
      const second = await v.control.waiting("call");
      await v.control.post(`/calls/${second.id}/keys`, { keys: "#" });
      await stay(v);
    },
  },
  pass: {
    title: "A Temporary Access Pass",
    how: "`pass@contoso.example`. Passes are issued at the administrator's desk.",
    shows: { pass: "pass" },
    async go(v, look) {
      const { pass } = await v.control.post<{ pass: string }>("/people/pass@contoso.example/pass", { minutes: 60, once: true });
      await v.open();
      await v.name("pass");
      await v.on("pass");
      await look("pass");
      await v.find("#accesspass").fill(pass);
      await v.press();
      await stay(v);
    },
  },
  ways: {
    title: "Choosing another way",
    how: "`methods@contoso.example`; \"I can't use my app right now\".",
    shows: { ways: "ways" },
    async go(v, look) {
      await v.open();
      await v.login("methods");
      await v.press("#signInAnotherWay");
      await v.on("ways");
      await look("ways");
      await v.way("PhoneAppOTP");
      await v.code(await v.control.code("methods"));
      await stay(v);
    },
  },
  digits: {
    title: "The last digits of the telephone number",
    how: "`methods@contoso.example`, with the policy `askPhoneDigits`; a text or a call as another way. The second picture is after wrong ones.",
    shows: { digits: "digits", "digits-wrong": "digits" },
    async go(v, look) {
      await v.control.policies({ askPhoneDigits: true });
      await v.open();
      await v.login("methods");
      await v.press("#signInAnotherWay");
      await v.way("OneWaySMS");
      await v.on("digits");
      await look("digits");
      const field = v.find("#idTxtBx_SAOTCS_PhoneNumber");
      await field.fill("0000");
      await v.press();
      await expect(v.find("[role=alert]")).toContainText("AADSTS500121");
      await look("digits-wrong");
      await field.fill("0142");
      await v.press();
      await v.on("code");
      await v.code((await v.control.waiting("methods")).code ?? "none");
      await stay(v);
    },
  },
  accounts: {
    title: "Choosing an account, and signing out",
    how: "Sign in as anybody, then once more with `prompt=select_account`; `/TENANT/oauth2/v2.0/logout`.",
    shows: { accounts: "pick", "signed-out": "signedout" },
    async go(v, look) {
      await v.open();
      await v.login("password");
      await stay(v);
      await v.open(v.asks({ prompt: "select_account" }));
      await v.on("pick");
      await look("accounts");
      await v.press("[data-test-id='password@contoso.example']");
      await v.signedIn();
      await v.open(`${v.control.authority}/oauth2/v2.0/logout`);
      await look("signed-out");
    },
  },
  personal: {
    title: "A personal account of the same name",
    how: "`twin@contoso.example`. The second picture is after choosing the personal one.",
    shows: { "which-account": "twin", "personal-account": "personal" },
    async go(v, look) {
      await v.open();
      await v.name("twin");
      await look("which-account");
      await v.press("#msaTile");
      await look("personal-account");
      await v.press();
      await v.press("#aadTile");
      await v.find("[name=passwd]").fill((await v.control.user("twin")).password);
      await v.press();
      await stay(v);
    },
  },
  expired: {
    title: "A password that has expired",
    how: "`expired@contoso.example`.",
    shows: { "password-expired": "expired" },
    async go(v, look) {
      await v.open();
      await v.login("expired");
      await v.on("expired");
      await look("password-expired");
      await v.find("#currentPassword").fill((await v.control.user("expired")).password);
      await v.find("#newPassword").fill("Another-One-For-Ed-7");
      await v.find("#confirmNewPassword").fill("Another-One-For-Ed-7");
      await v.press();
      await stay(v);
    },
  },
  keptOut: {
    title: "Accounts that are locked or switched off",
    how: "`locked@contoso.example` and `disabled@contoso.example`.",
    shows: { locked: "password", disabled: "refused" },
    async go(v, look) {
      await v.open();
      await v.login("locked");
      await expect(v.find("#passwordError")).toContainText("AADSTS50053");
      await look("locked");
      await v.open();
      await v.login("disabled");
      await expect(v.find("#exceptionMessageContainer")).toContainText("AADSTS50057");
      await look("disabled");
    },
  },
  enrolApp: {
    title: "Setting up a first second factor: the app",
    how: "`enrol@contoso.example`.",
    shows: {
      "more-information": "proofup",
      "enrol-method": "enrolmethod",
      "enrol-qr": "enrolapp",
      "enrol-code": "enrolcode",
      "enrol-fallback": "enrolfallback",
      "enrol-done": "enroldone",
    },
    async go(v, look) {
      await v.open();
      await v.login("enrol");
      await v.on("proofup");
      await look("more-information");
      await v.press("#idSubmit_ProofUp_Redirect");
      await look("enrol-method");
      await v.find("[name=method][value=PhoneAppOTP]").check();
      await v.press();
      await v.on("enrolapp");
      await look("enrol-qr");
      await scans(v);
      await v.press();
      await v.on("enrolcode");
      await look("enrol-code");
      await v.code(await v.control.code("enrol"));
      await v.on("enrolfallback");
      await look("enrol-fallback");
      await v.press("#enrolLater");
      await v.on("enroldone");
      await look("enrol-done");
      await v.press();
      await stay(v);
    },
  },
  enrolPhone: {
    title: "Setting up a first second factor: a telephone",
    how: "`enrol@contoso.example`; \"Call\" as the method.",
    shows: { "enrol-number": "enrolnumber", "enrol-call": "enrolwait" },
    async go(v, look) {
      await v.open();
      await v.login("enrol");
      await v.press("#idSubmit_ProofUp_Redirect");
      await v.find("[name=method][value=TwoWayVoiceMobile]").check();
      await v.press();
      await v.on("enrolnumber");
      await look("enrol-number");
      await v.find("#enrolPhone").fill("4255550142");
      await v.press();
      await v.on("enrolwait");
      await look("enrol-call");
      const { id } = await v.control.waiting("enrol");
      await v.control.post<Call>(`/calls/${id}/keys`, { keys: "#" });
      await v.on("enrolfallback");
      await v.press("#enrolLater");
      await v.on("enroldone");
      await v.press();
      await stay(v);
    },
  },
  securityInfo: {
    title: "My security info",
    how: "`/practice/securityinfo`, as `totp@contoso.example`.",
    shows: { "security-info": "securityinfo" },
    async go(v, look) {
      await v.open(v.at("/practice/securityinfo"));
      await v.login("totp");
      await v.code(await v.control.code("totp"));
      await leaves(v);
      await v.on("securityinfo");
      await look("security-info");
    },
  },
  consent: {
    title: "Permissions requested",
    how: "`consent@contoso.example`. Cancelling ends in AADSTS65004.",
    shows: { consent: "consent" },
    async go(v, look) {
      await v.open();
      await v.login("consent");
      await leaves(v);
      await v.on("consent");
      await look("consent");
      await v.press("#idBtn_Back");
      await v.refused(65004);
      await v.open();
      await v.on("consent");
      await v.press();
      await v.signedIn();
    },
  },
  adminConsent: {
    title: "Consent for the whole organization",
    how: "`admin@contoso.example` at `/TENANT/v2.0/adminconsent`.",
    shows: { "admin-consent": "consent" },
    async go(v, look) {
      const asked = new URLSearchParams({
        client_id: application,
        redirect_uri: v.redirect,
        scope: `${new URL(v.control.authority).origin}/org/contoso/.default`,
        state: "a-state",
      });
      await v.open(`${v.control.authority}/v2.0/adminconsent?${asked}`);
      await v.login("admin");
      await v.approves("admin");
      await leaves(v);
      await v.on("consent");
      await look("admin-consent");
      await v.press();
      const answer = await v.answer();
      expect(Object.fromEntries(answer)).toMatchObject({ admin_consent: "True", state: "a-state" });
    },
  },
  approval: {
    title: "Need admin approval",
    how: "`approval@contoso.example`.",
    shows: { "need-approval": "approval" },
    async go(v, look) {
      await v.open();
      await v.login("approval");
      await leaves(v);
      await v.on("approval");
      await look("need-approval");
      await v.press();
      await v.refused(90094);
    },
  },
  request: {
    title: "Asking the administrators",
    how: "`approval@contoso.example`, with the policy `consentRequests`.",
    shows: { "ask-for-approval": "approval", "approval-asked": "requested" },
    async go(v, look) {
      await v.control.policies({ consentRequests: true });
      await v.open();
      await v.login("approval");
      await leaves(v);
      await look("ask-for-approval");
      await v.find("#practiceReason").fill("I write our offers with it.");
      await v.press();
      await v.on("requested");
      await look("approval-asked");
      await v.press();
      await v.refused(90095);
    },
  },
  device: {
    title: "A device code",
    how: "The program shows a code; type it at `/devicelogin`. The last picture is after cancelling.",
    shows: { "device-code": "devicelogin", "device-question": "device", "device-done": "devicedone", "device-declined": "devicedone" },
    async go(v, look) {
      const begin = async () => {
        const answer = await fetch(`${v.control.authority}/oauth2/v2.0/devicecode`, {
          method: "POST",
          body: new URLSearchParams({ client_id: application, scope: "openid" }),
        });
        const { user_code } = (await answer.json()) as { user_code: string };
        await v.open(v.at("/devicelogin"));
        await v.on("devicelogin");
        return user_code;
      };
      const code = await begin();
      await look("device-code");
      await v.find("#otc").fill(code);
      await v.press();
      await v.login("password");
      await leaves(v);
      await v.on("device");
      await look("device-question");
      await v.press();
      await v.on("devicedone");
      await look("device-done");
      const other = await begin();
      await v.find("#otc").fill(other);
      await v.press();
      await v.press("[data-test-id='password@contoso.example']");
      await v.on("device");
      await v.press("#idBtn_Back");
      await v.on("devicedone");
      await look("device-declined");
    },
  },
  risk: {
    title: "A rule says no",
    how: "`risky@contoso.example`, or a rule of Conditional Access for whoever you like; [practice-codes.md](practice-codes.md) has them all.",
    shows: { "rule-says-no": "refused" },
    async go(v, look) {
      await v.open();
      await v.login("risky");
      await v.on("refused");
      await expect(v.find("#exceptionMessageContainer")).toContainText("AADSTS53003");
      await look("rule-says-no");
    },
  },
  registration: {
    title: "The registration does not fit",
    how: "A redirect URI that is not registered. \"What does AADSTS50011 mean?\" leads to the second picture.",
    shows: { "redirect-uri": "refused", "about-error": "code-help" },
    async go(v, look) {
      await v.open(v.asks({ redirect_uri: "https://elsewhere.example" }));
      await expect(v.find("#exceptionMessageContainer")).toContainText("AADSTS50011");
      await look("redirect-uri");
      await v.open(v.at("/error?code=50011"));
      await look("about-error");
    },
  },
  copy: {
    title: "An address that no browser can open",
    how: "The redirect URI `urn:ietf:wg:oauth:2.0:oob`.",
    shows: { "copy-address": "return" },
    async go(v, look) {
      await v.open(v.asks({ redirect_uri: "urn:ietf:wg:oauth:2.0:oob" }));
      await v.login("password");
      await leaves(v);
      await v.on("return");
      await look("copy-address");
    },
  },
  passwords: {
    title: "Where practice passwords are",
    how: "The link on the page that asks for one.",
    shows: { "practice-passwords": "passwords" },
    async go(v, look) {
      await v.open(v.at("/practice/passwords"));
      await look("practice-passwords");
    },
  },
};

import { expect } from "@playwright/test";
import { everyOrganization, leaves, scans, skips, stay, type Walks } from "./walk.ts";

// factors are the first and the second factor.
export const factors: Walks = {
  password: {
    title: "User name and password",
    how: "Any user. The second picture has a user name that nobody has, the fourth a wrong password.",
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
    title: "A prompt on the phone, with a number",
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
  textSignIn: {
    title: "A text message in place of the password",
    how: "`sms@contoso.example`, with `textSignIn` and without methods: the number of the mobile phone is the user name.",
    shows: { "text-sign-in": "code" },
    async go(v, look) {
      const person = await v.control.get<Record<string, unknown>>("/people/sms@contoso.example");
      await v.control.put("/people/sms@contoso.example", { ...person, methods: [], textSignIn: true });
      await v.open();
      await v.find("[name=loginfmt]").fill(String(person.mobilePhone));
      await v.press();
      const { code } = await v.control.waiting("sms");
      await look("text-sign-in");
      await v.code(code ?? "none");
      await stay(v);
    },
  },
  emailSignIn: {
    title: "A code by e-mail in place of the password",
    how: "`guest@contoso.example`, with `emailSignIn`, at an organization of Fabrikam.",
    shows: { "send-code": "sendcode", "email-code": "emailcode" },
    async go(v, look) {
      const guest = await v.control.get<Record<string, unknown>>("/people/guest@contoso.example");
      await v.control.put("/people/guest@contoso.example", { ...guest, guestMethods: [], emailSignIn: true });
      await v.open(v.asks({ client_id: everyOrganization }, v.at("/fabrikam.example")));
      await v.name("guest");
      await v.on("sendcode");
      await look("send-code");
      await v.press();
      const { code } = await v.control.waiting("guest");
      await v.on("emailcode");
      await look("email-code");
      await v.find("[name=otc]").fill(code ?? "none");
      await v.press();
      await stay(v);
    },
  },
  pushWithoutNumber: {
    title: "A prompt on the phone, without a number",
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
    title: "A prompt that is denied, or that nobody answers",
    how: "`push@contoso.example`; deny on the phone, then leave another prompt unanswered for more than a minute.",
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
    title: "A prompt that is reported as suspicious",
    how: "`push@contoso.example`; \"Not me\" on the phone. The second picture: with the policy `fraudAlert`, which blocks the account.",
    shows: { "push-reported": "denied", "push-fraud-alert": "denied" },
    async go(v, look) {
      await v.open();
      await v.login("push");
      const { id } = await v.control.waiting("push");
      await v.control.post(`/prompts/${id}/report`);
      await v.on("denied");
      await look("push-reported");
      await v.control.put("/policies", { fraudAlert: true });
      await v.press();
      await v.on("push");
      const { id: again } = await v.control.waiting("push");
      await v.control.post(`/prompts/${again}/report`);
      await v.on("denied");
      await look("push-fraud-alert");
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
    title: "An account blocked by Fraud alert",
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
    how: "`key@contoso.example`. The second picture: after taking the key out.",
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
    how: "`totp@contoso.example`. The second picture: after a wrong code.",
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
      await skips(v);
      await stay(v);
    },
  },
  reset: {
    title: "A forgotten password",
    how: "`sms@contoso.example`, with the policy `passwordReset`. The last picture: without it.",
    shows: { reset: "reset", "reset-code": "resetcode", "reset-password": "resetpassword", "reset-done": "resetdone", "reset-not": "reset" },
    async go(v, look) {
      await v.control.policies({ passwordReset: 1 });
      await v.open();
      await v.name("sms");
      await v.press("#idA_PWD_ForgotPassword");
      await v.on("reset");
      await look("reset");
      await v.press("[data-value=OneWaySMS]");
      await v.on("resetcode");
      await look("reset-code");
      await v.find("#practiceResetCode").fill((await v.control.waiting("sms")).code ?? "none");
      await v.press();
      await v.on("resetpassword");
      await look("reset-password");
      await v.find("#newPassword").fill("Another-Harbor-77");
      await v.find("#confirmNewPassword").fill("Another-Harbor-77");
      await v.press();
      await v.on("resetdone");
      await look("reset-done");
      await v.press();
      await v.on("password");
      await v.control.policies({});
      await v.press("#idA_PWD_ForgotPassword");
      await v.on("reset");
      await expect(v.find("#practiceNoReset")).toBeVisible();
      await look("reset-not");
    },
  },
  campaign: {
    title: "Improve your sign-ins",
    how: "`sms@contoso.example`, after the text. The policy `registrationCampaign` says whom it asks.",
    shows: { "registration-campaign": "nudge" },
    async go(v, look) {
      await v.open();
      await v.login("sms");
      const { code } = await v.control.waiting("sms");
      await v.code(code ?? "none");
      await v.on("nudge");
      await look("registration-campaign");
      await v.press();
      await v.on("enrolapp");
      await scans(v);
      await v.press();
      await v.approves("sms");
      await v.on("enroldone");
      await v.press();
      await stay(v);
    },
  },
  terms: {
    title: "Terms of use",
    how: "`password@contoso.example`, with a rule that has `then: terms-of-use`. Declining ends in AADSTS50158.",
    shows: { "terms-of-use": "terms" },
    async go(v, look) {
      await v.control.policies({ rules: [{ name: "House rules", then: "terms-of-use" }] });
      await v.open();
      await v.login("password");
      await leaves(v);
      await v.on("terms");
      await v.find("#practiceTerms summary").click();
      await look("terms-of-use");
      await v.press("#idBtn_Back");
      await expect(v.find("[role=alert]")).toContainText("AADSTS50158");
      await v.open();
      await v.on("terms");
      await v.press();
      await v.signedIn();
    },
  },
  call: {
    title: "A call",
    how: "`call@contoso.example`, or `office@contoso.example` for the office telephone. The second picture: after hanging up.",
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
      await skips(v);
      await stay(v);
    },
  },
  pass: {
    title: "A Temporary Access Pass",
    how: "`pass@contoso.example`. In Latchkey, issue a pass under Practice, People.",
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
    how: "`methods@contoso.example`, with the policy `askPhoneDigits`; a text or a call as another way. The second picture: after wrong digits.",
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
};

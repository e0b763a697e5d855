import type { Page } from "@playwright/test";
import { expect, test } from "../support/tenant.ts";

// Sign-in automation as it is written for Entra: it knows the pages by their elements
// only. Its author has never heard of the practice tenant.
class Script {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  // types waits for a field, as scripts do, and presses Enter.
  async types(selector: string, text: string): Promise<void> {
    await this.page.waitForSelector(selector, { state: "visible" });
    await this.page.type(selector, text);
    await this.page.keyboard.press("Enter");
  }

  async clicks(selector: string): Promise<void> {
    await this.page.waitForSelector(selector, { state: "visible" });
    await this.page.click(selector);
  }

  async signsIn(user: { userPrincipalName: string; password: string }): Promise<void> {
    await this.types("input[name=loginfmt]", user.userPrincipalName);
    await this.types("input[name=passwd]", user.password);
  }

  // sees waits for words that scripts know a page by.
  async sees(text: string): Promise<void> {
    await this.page.waitForSelector(`text=${text}`, { state: "visible" });
  }

  // back is how scripts learn that they are through.
  async back(): Promise<void> {
    await this.page.waitForURL(/^http:\/\/localhost:\d+\/?\?(.*&)?code=/);
  }
}

const stayNo = async (script: Script) => {
  await script.sees("Stay signed in?");
  await script.clicks("#idBtn_Back");
  await script.back();
};

test("user name and password, by click and by Enter", async ({ visitor, control, page }) => {
  const script = new Script(page);
  const user = await control.user("password");
  await visitor.open();
  expect(await page.getAttribute("#i0116", "type")).toBe("email");
  await page.fill("#i0116", "nobody@contoso.example");
  await page.click("//input[@id='idSIButton9']");
  await page.waitForSelector("#usernameError", { state: "visible" });
  await script.types("#i0116", "");
  await page.fill("#i0116", user.userPrincipalName);
  await page.click("//input[@id='idSIButton9']");
  await page.waitForSelector("#idA_PWD_ForgotPassword", { state: "visible" });
  await script.types("#i0118", "wrong");
  await page.waitForSelector("#passwordError", { state: "visible" });
  await script.clicks("#idBtn_Back");
  await script.signsIn(user);
  await script.sees("Stay signed in?");
  await page.check("#KmsiCheckboxField");
  await page.click("//input[@id='idSIButton9']");
  await script.back();
});

test("the account picker, and signing out", async ({ visitor, control, page }) => {
  const script = new Script(page);
  const user = await control.user("password");
  await visitor.open();
  await script.signsIn(user);
  await stayNo(script);
  await visitor.open(visitor.asks({ prompt: "select_account" }));
  await page.waitForSelector("#tilesHolder", { state: "visible" });
  await page.click(`[data-test-id="${user.userPrincipalName.toLowerCase()}"]`);
  await script.back();
  await visitor.open(visitor.asks({ prompt: "select_account" }));
  await script.clicks("#otherTile");
  await page.waitForSelector("input[name=loginfmt]", { state: "visible" });
  await visitor.open(`${control.authority}/oauth2/v2.0/logout`);
  await script.sees("You signed out of your account");
  await page.waitForSelector("#tilesHolder", { state: "visible" });
});

test("a personal account of the same name", async ({ visitor, control, page }) => {
  const script = new Script(page);
  const user = await control.user("twin");
  await visitor.open();
  await script.types("input[name=loginfmt]", user.userPrincipalName);
  await page.waitForSelector("#msaTile", { state: "visible" });
  await script.clicks("#aadTile");
  await script.types("input[name=passwd]", user.password);
  await stayNo(script);
});

test("number matching", async ({ visitor, control, page }) => {
  const script = new Script(page);
  await visitor.open();
  await script.signsIn(await control.user("push"));
  await script.sees("Approve sign in request");
  const shown = await page.waitForSelector("#idRichContext_DisplaySign", { state: "visible" });
  const { id } = await control.waiting("push");
  await control.post(`/prompts/${id}/approve`, { number: await shown.innerText() });
  await stayNo(script);
});

test("a request without a number, remembered", async ({ visitor, control, page }) => {
  await control.policies({ pushWithoutNumber: true });
  const script = new Script(page);
  await visitor.open();
  await script.signsIn(await control.user("push"));
  await page.waitForSelector("#idDiv_SAOTCAS_Description", { state: "visible" });
  await page.check("#idChkBx_SAOTCAS_TD");
  await visitor.approves("push");
  await stayNo(script);
  await visitor.open(visitor.asks({ prompt: "login" }));
  await script.signsIn(await control.user("push"));
  await stayNo(script);
});

test("a code, after a wrong one, remembered", async ({ visitor, control, page }) => {
  const script = new Script(page);
  await visitor.open();
  await script.signsIn(await control.user("totp"));
  await script.sees("Enter code");
  expect(await page.getAttribute("#idTxtBx_SAOTCC_OTC", "type")).toBe("tel");
  const right = await control.code("totp");
  await page.fill("input[name=otc]", right === "000000" ? "000001" : "000000");
  await page.click("#idSubmit_SAOTCC_Continue");
  await page.waitForSelector("#idSpan_SAOTCC_Error_OTC", { state: "visible" });
  await page.waitForSelector("#idChkBx_SAOTCC_TileRememberMFA", { state: "visible" });
  await page.check("#idChkBx_SAOTCC_TD");
  await script.types("input[name=otc]", right);
  await stayNo(script);
});

for (const [method, what] of [
  ["PhoneAppNotification", "push"],
  ["PhoneAppOTP", "code"],
  ["OneWaySMS", "text"],
  ["TwoWayVoiceMobile", "call"],
  ["TwoWayVoiceOffice", "call"],
  ["TemporaryAccessPass", "pass"],
  ["FidoKey", "push"],
] as const) {
  test(`another way: ${method}`, async ({ visitor, control, page }) => {
    const script = new Script(page);
    const user = await control.user("methods");
    // Another first method, so that this one has to be chosen.
    await control.policies({ noSystemPreferred: true, registrationCampaign: "off" });
    const other = method === "PhoneAppOTP" ? "PhoneAppNotification" : "PhoneAppOTP";
    const phones = { mobile: "+1 425 555 0142", office: "+1 425 555 0117" };
    await control.put("/people/methods@contoso.example/methods", { methods: [other, method], ...phones });
    const { pass } =
      what === "pass"
        ? await control.post<{ pass: string }>("/people/methods@contoso.example/pass", { minutes: 60, once: false })
        : { pass: "" };
    await visitor.open();
    await script.types("input[name=loginfmt]", user.userPrincipalName);
    if (what === "pass") await script.clicks("#idA_PWD_SwitchToPassword");
    await script.types("input[name=passwd]", user.password);
    await script.clicks("#signInAnotherWay");
    await script.sees("Verify your identity");
    await script.clicks(`#idDiv_SAOTCS_Proofs div[data-value='${method}']`);
    if (what === "push") await visitor.approves("methods");
    if (what === "code") await script.types("input[name=otc]", await control.code("methods"));
    if (what === "text") await script.types("input[name=otc]", (await control.waiting("methods")).code ?? "none");
    if (what === "pass") await script.types("#accesspass", pass);
    if (what === "call") {
      const { id } = await control.waiting("methods");
      await control.post(`/calls/${id}/keys`, { keys: "#" });
    }
    await stayNo(script);
  });
}

for (const [method, what] of [
  ["OneWaySMS", "text"],
  ["TwoWayVoiceMobile", "call"],
] as const) {
  test(`the telephone number's last digits: ${method}`, async ({ visitor, control, page }) => {
    await control.policies({ askPhoneDigits: true, registrationCampaign: "off" });
    const script = new Script(page);
    const phones = { mobile: "+1 425 555 0142", office: "+1 425 555 0117" };
    await control.put("/people/methods@contoso.example/methods", { methods: ["PhoneAppOTP", method], ...phones });
    await visitor.open();
    await script.signsIn(await control.user("methods"));
    await script.clicks("#signInAnotherWay");
    await script.clicks(`#idDiv_SAOTCS_Proofs div[data-value='${method}']`);
    await script.sees("Verify your identity");
    expect(await page.getAttribute("#idTxtBx_SAOTCS_PhoneNumber", "type")).toBe("tel");
    await script.types("#idTxtBx_SAOTCS_PhoneNumber", "0142");
    if (what === "text") await script.types("input[name=otc]", (await control.waiting("methods")).code ?? "none");
    else await control.post(`/calls/${(await control.waiting("methods")).id}/keys`, { keys: "#" });
    await stayNo(script);
  });
}

test("more information required, put off and not", async ({ visitor, control, page }) => {
  const script = new Script(page);
  await control.policies({ securityDefaults: true, putOffRegistration: true });
  await visitor.open();
  await script.signsIn(await control.user("password"));
  await script.sees("More information required");
  await script.clicks("#skipMfaRegistrationLink");
  await stayNo(script);
  await visitor.open();
  await page.waitForURL(/./);
  await visitor.open(visitor.asks({ prompt: "login" }));
  await script.signsIn(await control.user("enrol"));
  await script.sees("More information required");
  await script.clicks("#idSubmit_ProofUp_Redirect");
  await page.waitForSelector("text=Choose a method", { state: "visible" });
});

test("consent, cancelled and accepted", async ({ visitor, control, page }) => {
  const script = new Script(page);
  await visitor.open();
  await script.signsIn(await control.user("consent"));
  await script.sees("Stay signed in?");
  await script.clicks("#idSIButton9");
  await script.sees("Permissions requested");
  await script.clicks("#idBtn_Back");
  await page.waitForURL(/^http:\/\/localhost:\d+\/?\?(.*&)?error=access_denied/);
  await visitor.open();
  await script.sees("Permissions requested");
  await script.clicks("input[type=submit][value=Accept]");
  await script.back();
});

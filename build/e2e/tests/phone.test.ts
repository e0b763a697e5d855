import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { accessible } from "../support/axe.ts";
import { expect, test } from "../support/fixture.ts";
import { fillIn } from "../support/paths.ts";
import { practiceUser } from "../support/practice.ts";
import { noSecretLeft } from "../support/sweep.ts";

// secondScreen opens the phone as a page of its own, by the button on the docked one. The
// browser is started with a file, which sends it on to the address with the ticket.
async function secondScreen(wizardPage: Page, next: () => Promise<string>): Promise<{ phone: Page; address: string }> {
  await wizardPage.getByRole("button", { name: "Open the phone on a second screen" }).click();
  const file = await next();
  expect(file).toMatch(/^file:.*\/latchkey-open-\d+\.html$/);
  const page = readFileSync(fileURLToPath(file), "utf8");
  const address = (/href="([^"]+)"/.exec(page)?.[1] ?? "").replaceAll("&amp;", "&");
  const phone = await wizardPage.context().newPage();
  await phone.goto(file);
  await expect(phone.getByRole("heading", { name: "Practice phone" })).toBeVisible();
  expect(existsSync(fileURLToPath(file)), "the file, once its ticket was used").toBe(false);
  return { phone, address };
}

test("a number typed on the pad of a second screen signs in", async ({ home, wizard, signIn }) => {
  const user = await practiceUser(home, "push@contoso.example");
  await fillIn(home, wizard, "Projector");
  await wizard.retrieve();
  await signIn.open(await home.inbox.next());
  const { phone, address } = await secondScreen(wizard.page, () => home.inbox.next());

  await test.step("the page is the phone and nothing else, and its ticket is gone", async () => {
    await expect(phone.getByText("PRACTICE", { exact: true })).toBeVisible();
    await expect(phone.getByRole("heading", { name: "Profiles" })).toBeHidden();
    expect(new URL(phone.url()).hash).toBe("#/phone");
    await phone.reload();
    await expect(phone.getByRole("region", { name: "Simulated phone" })).toBeVisible();
  });

  await signIn.password(user);
  const number = await signIn.number();
  const pad = phone.getByRole("group", { name: "Number pad" });
  for (const digit of number) await pad.getByRole("button", { name: digit, exact: true }).click();
  await expect(phone.getByRole("textbox", { name: "Number shown in the browser" })).toHaveValue(number);
  await phone.getByRole("button", { name: "Yes" }).click();
  await signIn.stay("No");
  await signIn.endsWell();
  await expect(wizard.grid).toBeVisible();
  await expect(phone.getByRole("group", { name: "Number pad" })).toBeHidden();
  noSecretLeft(home, { password: user.password, "authorization code": signIn.codes });

  await test.step("the address works once", async () => {
    const other = await wizard.page.context().newPage();
    await other.goto(address);
    await expect(other.getByRole("heading", { name: "This address was used a second time" })).toBeVisible();
  });
});

test("a call is answered with #", async ({ home, wizard, signIn }) => {
  const user = await practiceUser(home, "call@contoso.example");
  await fillIn(home, wizard, "Call");
  await wizard.retrieve();
  await signIn.open(await home.inbox.next());
  const { phone } = await secondScreen(wizard.page, () => home.inbox.next());
  await accessible(phone, "the phone, quiet");
  await signIn.password(user);
  await expect(phone.getByRole("group", { name: "Incoming call" })).toBeVisible();
  await accessible(phone, "the phone, ringing");
  await phone.getByRole("button", { name: "Answer" }).click();
  const call = phone.getByRole("group", { name: "On the phone" });
  await expect(call).toBeFocused();
  await expect(call).toContainText("press the pound key");
  await accessible(phone, "the phone, on a call");
  await phone.keyboard.press("#");
  await signIn.skipsApp();
  await signIn.stay("No");
  await signIn.endsWell();
  await expect(wizard.grid).toBeVisible();
  await expect(phone.getByText("Call: signed in")).toBeVisible();
});

test("a call is reported with 0# and 1", async ({ home, wizard, signIn }) => {
  const user = await practiceUser(home, "call@contoso.example");
  await fillIn(home, wizard, "Fraud");
  await wizard.retrieve();
  await signIn.open(await home.inbox.next());
  await signIn.password(user);
  await wizard.phone.getByRole("button", { name: "Answer" }).click();
  const call = wizard.phone.getByRole("group", { name: "On the phone" });
  await call.press("0");
  await call.press("#");
  await expect(call).toContainText("Press 1 to report it");
  await call.press("1");
  await expect(signIn.page.getByRole("alert")).toContainText("AADSTS500121");
  await expect(wizard.phone.getByText("Call: reported as suspicious")).toBeVisible();
});

test("a text message is read on the phone of its owner", async ({ home, wizard, signIn }) => {
  const user = await practiceUser(home, "sms@contoso.example");
  await fillIn(home, wizard, "Text");
  await wizard.retrieve();
  await signIn.open(await home.inbox.next());
  await wizard.phone.getByRole("combobox", { name: "Phone of" }).selectOption(user.userPrincipalName);
  await signIn.password(user);
  const texts = wizard.phone.getByRole("region", { name: "Text messages" });
  await expect(texts).toContainText(/code \d{6}/);
  const [, code] = /code (\d{6})/.exec(await texts.innerText()) ?? [];
  await signIn.oneTimeCode(code ?? "");
  await signIn.skipsApp();
  await signIn.stay("No");
  await signIn.endsWell();
  await expect(wizard.grid).toBeVisible();
});

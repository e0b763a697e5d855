import { expect } from "@playwright/test";
import type { Home } from "./home.ts";
import { practiceApp, practiceUser } from "./practice.ts";
import type { SignInPage } from "./signin-page.ts";
import type { Wizard } from "./wizard.ts";

// Shown are the screens of a tour, by name, on the page that shows them.
export type Shown = (screen: Screen, on: "wizard" | "sign-in") => Promise<void>;

export type Screen =
  | "welcome"
  | "practice"
  | "settings"
  | "dialog"
  | "two-factor"
  | "errors"
  | "signing-in"
  | "user-name"
  | "password"
  | "prompt"
  | "number"
  | "stay"
  | "went-well"
  | "organizations"
  | "works"
  | "values"
  | "home"
  | "question"
  | "browser-error"
  | "explained";

// tour goes through every screen once, in the order in which a newcomer meets them.
export async function tour(home: Home, wizard: Wizard, signIn: SignInPage, shown: Shown): Promise<void> {
  const user = await practiceUser(home, "push@contoso.example");
  const app = await practiceApp(home);
  const { page, dialog } = wizard;
  const heading = (name: string) => expect(page.getByRole("heading", { name })).toBeVisible();

  await heading("Set up your first connection profile");
  await shown("welcome", "wizard");
  await page.getByRole("link", { name: "Practice", exact: true }).click();
  await expect(page.getByText(user.userPrincipalName)).toBeVisible();
  await shown("practice", "wizard");
  await page.getByRole("link", { name: "Settings" }).click();
  await heading("Settings and health");
  await shown("settings", "wizard");
  await wizard.toProfiles();

  await wizard.newPractice();
  await wizard.name("Contoso Sales");
  await shown("dialog", "wizard");
  await wizard.twoFactor({ applicationId: "1a2b3c4d", redirectUri: "localhost" });
  await wizard.press("Save");
  await expect(dialog.getByRole("region", { name: /attention/ })).toBeFocused();
  await wizard.tab("2-Factor Authentication");
  await shown("errors", "wizard");
  await wizard.applicationId.fill(app.applicationId);
  await wizard.redirectUri.fill("http://localhost/nowhere");
  await wizard.tab("CRM Connection");

  await wizard.retrieve();
  await signIn.open(await home.inbox.next());
  await expect(signIn.page.getByRole("alert")).toContainText("AADSTS50011");
  await shown("browser-error", "sign-in");
  await wizard.press("The browser shows an error");
  await dialog.getByRole("textbox", { name: "Copy everything the page says" }).fill(await signIn.text());
  await wizard.press("Explain");
  await expect(dialog.getByText("What you can do")).toBeVisible();
  await shown("explained", "wizard");
  await dialog.getByRole("button", { name: "Change Redirect URI", exact: true }).click();
  await wizard.redirectUri.fill("http://localhost");
  await expect(dialog.getByText("After you sign in, the browser returns automatically")).toBeVisible();
  await shown("two-factor", "wizard");
  await wizard.tab("CRM Connection");

  await wizard.retrieve();
  await signIn.open(await home.inbox.next());
  await expect(signIn.page.getByLabel("User name")).toBeVisible();
  await shown("signing-in", "wizard");
  await shown("user-name", "sign-in");
  await signIn.page.getByLabel("User name").fill(user.userPrincipalName);
  await signIn.page.getByRole("button", { name: "Next" }).click();
  await expect(signIn.page.getByRole("heading", { name: "Enter password" })).toBeVisible();
  await shown("password", "sign-in");
  await signIn.page.getByLabel("Password", { exact: true }).fill(user.password);
  await signIn.page.getByRole("button", { name: "Sign in" }).click();
  const number = await signIn.number();
  await shown("number", "sign-in");
  await wizard.phone.getByRole("textbox", { name: "Number shown in the browser" }).fill(number);
  await shown("prompt", "wizard");
  await wizard.phone.getByRole("button", { name: "Yes" }).click();
  await expect(signIn.page.getByRole("heading", { name: "Stay signed in?" })).toBeVisible();
  await shown("stay", "sign-in");
  await signIn.stay("No");
  await signIn.endsWell();
  await shown("went-well", "sign-in");

  await expect(wizard.grid).toBeVisible();
  await shown("organizations", "wizard");
  await wizard.choose("Contoso Sales");
  await wizard.testConnection();
  await shown("works", "wizard");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("alertdialog", { name: "Leave without saving?" })).toBeVisible();
  await shown("question", "wizard");
  await page.getByRole("button", { name: "Keep editing" }).click();
  await wizard.save();
  await shown("values", "wizard");
  await wizard.leaveCard();
  await expect(page.getByRole("grid", { name: "Connection profiles" })).toBeVisible();
  await shown("home", "wizard");
}

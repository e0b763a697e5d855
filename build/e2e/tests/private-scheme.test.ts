import { expect, test } from "../support/fixture.ts";
import { practiceApp, practiceUser } from "../support/practice.ts";
import { noSecretLeft } from "../support/sweep.ts";
import { tokenFromTerminal } from "../support/token.ts";
import { typeCode } from "../support/type-code.ts";

// The redirect URI of old add-ons. No program of this machine has the scheme; with a window,
// Chromium would ask on Linux whether xdg-open should have it, over the same page.
const redirectUri = "app://58145B91-0C36-4500-8554-080854F2AC97";

test("an address that no browser shows: what the person sees, and what gets them signed in", async ({ home, wizard, signIn }) => {
  const user = await practiceUser(home, "password@contoso.example");
  const app = await practiceApp(home);
  const { dialog } = wizard;
  await wizard.newPractice();
  await wizard.name("Old add-on");

  await test.step("the dialog says so while it is typed, and what to do", async () => {
    await dialog.getByRole("checkbox", { name: "Use 2-Factor Authentication" }).check();
    await wizard.tab("2-Factor Authentication");
    await wizard.applicationId.fill(app.applicationId);
    await wizard.redirectUri.fill(redirectUri);
    await expect(dialog.getByText("A browser can't show this address, so you sign in with a device code.")).toBeVisible();
    await expect(dialog.getByRole("region", { name: "Have http://localhost registered beside it" })).toBeVisible();
    await dialog.getByRole("button", { name: "Scripts, and a check of the registration" }).click();
    const sheet = wizard.page.getByRole("region", { name: "Registration" });
    await expect(sheet.getByRole("combobox", { name: "System" })).toBeVisible();
    await sheet.getByRole("button", { name: "Back" }).click();
    await wizard.tab("CRM Connection");
  });

  await test.step("a browser stops on the last page, and shows no code", async () => {
    await wizard.retrieve();
    await expect(dialog.getByRole("heading", { name: "The browser can't show this address" })).toBeVisible();
    await wizard.anotherWay("Paste the address");
    const dropped = signIn.page.waitForEvent("requestfailed", (request) => request.url().startsWith("app://"));
    await signIn.open(await home.inbox.next());
    await signIn.password(user);
    await expect(signIn.page.getByRole("heading", { name: "Stay signed in?" })).toBeVisible();
    const before = signIn.page.url();
    await signIn.stay("No");
    const code = new URL((await dropped).url()).searchParams.get("code") ?? "";
    expect(code).not.toBe("");
    expect(signIn.page.url()).toBe(before);
    await expect(signIn.page.getByRole("heading", { name: "Stay signed in?" })).toBeVisible();
    expect(await signIn.page.content()).not.toContain(code);
    await expect(dialog.getByText("Press F12 before you sign in, and open Network.").first()).toBeVisible();
  });

  await test.step("a device code signs in", async () => {
    await dialog.getByRole("button", { name: "Use a device code instead" }).click();
    await signIn.page.context().clearCookies();
    await typeCode(home, wizard, signIn);
    await signIn.password(user);
    await signIn.stay("No");
    await signIn.page.getByRole("button", { name: "Continue" }).click();
    await wizard.choose("Contoso Sales");
    await wizard.testConnection();
  });

  await test.step("what the console says can be pasted", async () => {
    await wizard.press("Sign in again");
    await signIn.page.context().clearCookies();
    await wizard.anotherWay("Paste the address");
    const dropped = signIn.page.waitForEvent("requestfailed", (request) => request.url().startsWith("app://"));
    await signIn.open(await home.inbox.next());
    await signIn.password(user);
    await signIn.stay("No");
    const line = `kmsi:1 Failed to launch '${(await dropped).url()}' because the scheme does not have a registered handler.`;
    await dialog.getByRole("textbox", { name: "Address from the browser" }).fill(line);
    await wizard.press("Continue");
    await expect(wizard.grid).toBeVisible();
  });

  await test.step("with http://localhost beside it the browser comes back", async () => {
    await wizard.tab("2-Factor Authentication");
    await wizard.press("Use http://localhost");
    await expect(wizard.redirectUri).toHaveValue("http://localhost");
    await wizard.tab("CRM Connection");
    await wizard.press("Sign in again");
    await signIn.page.context().clearCookies();
    await signIn.open(await home.inbox.next());
    await signIn.password(user);
    await signIn.stay("No");
    await signIn.endsWell();
    await wizard.choose("Contoso Sales");
    await wizard.save();
  });
  const token = await tokenFromTerminal(home, "Old add-on");
  noSecretLeft(home, { "access token": token, "authorization code": signIn.codes, password: user.password });
});

test("Microsoft's page for programs warns, goes on without the code, and the row of the tools can be pasted", async ({
  home,
  wizard,
  signIn,
}) => {
  const user = await practiceUser(home, "password@contoso.example");
  const app = await practiceApp(home);
  await wizard.newPractice();
  await wizard.name("Native");
  await wizard.twoFactor({
    applicationId: app.applicationId,
    redirectUri: "https://login.microsoftonline.com/common/oauth2/nativeclient",
  });
  await wizard.retrieve();
  await expect(
    wizard.dialog.getByRole("heading", { name: "Microsoft's page does not show the code any more" }),
  ).toBeVisible();
  await wizard.anotherWay("Paste the address");
  const carried = signIn.page.waitForRequest((request) => new URL(request.url()).pathname === "/common/oauth2/nativeclient");
  await signIn.open(await home.inbox.next());
  await signIn.password(user);
  await signIn.stay("No");
  await expect(signIn.page.getByRole("heading", { name: "This is not the right page" })).toBeVisible();
  expect(new URL(signIn.page.url()).search).toBe("");
  await expect(wizard.dialog.getByText("Microsoft's warning is right")).toBeVisible();
  await wizard.dialog.getByRole("textbox", { name: "Address from the browser" }).fill((await carried).url());
  await wizard.press("Continue");
  await expect(wizard.grid).toBeVisible();
});

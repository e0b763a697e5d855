import { expect, test } from "../support/fixture.ts";
import { practiceApp, practiceUser } from "../support/practice.ts";
import { noSecretLeft } from "../support/sweep.ts";
import { tokenFromTerminal } from "../support/token.ts";

test("user name and password, without a browser", async ({ home, wizard }) => {
  const user = await practiceUser(home, "password@contoso.example");
  const app = await practiceApp(home);
  await wizard.newPractice();
  await wizard.name("Old way");
  await wizard.byPassword({ userName: user.userPrincipalName, password: user.password, applicationId: app.applicationId });
  await expect(wizard.dialog.getByText("Password sign-in can't use MFA.")).toBeVisible();
  await wizard.retrieve();
  await wizard.choose("Contoso Sales");
  await wizard.testConnection();
  await wizard.save();
  expect(home.inbox.opened).toHaveLength(0);
  const token = await tokenFromTerminal(home, "Old way");
  noSecretLeft(home, { "access token": token, password: user.password });
});

test("a password that is not enough leads to 2-Factor Authentication", async ({ home, wizard, signIn }) => {
  const user = await practiceUser(home, "push@contoso.example");
  const app = await practiceApp(home);
  await wizard.newPractice();
  await wizard.name("More than a password");
  await wizard.twoFactor({ redirectUri: "" });
  await wizard.byPassword({ userName: user.userPrincipalName, password: user.password, applicationId: app.applicationId });
  await wizard.retrieve();
  await expect(wizard.dialog.getByText("Your company asks for a second factor")).toBeVisible();
  await wizard.press("Use 2-Factor Authentication and continue");
  // The redirect URI is all that is missing.
  await expect(wizard.applicationId).toHaveValue(app.applicationId);
  await wizard.redirectUri.fill("http://localhost");
  await wizard.tab("CRM Connection");
  await wizard.retrieve();
  const address = await home.inbox.next();
  expect(new URL(address).searchParams.get("login_hint")).toBe(user.userPrincipalName);
  await signIn.open(address);
  // The user name came along; the page asks for the password at once.
  await signIn.page.getByLabel("Password", { exact: true }).fill(user.password);
  await signIn.page.getByRole("button", { name: "Sign in" }).click();
  await wizard.approve(await signIn.number());
  await signIn.stay("No");
  await signIn.endsWell();
  await wizard.choose("Contoso Sales");
  noSecretLeft(home, { password: user.password });
});

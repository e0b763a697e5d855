import { expect, test } from "../support/fixture.ts";
import { practiceApp, practiceUser } from "../support/practice.ts";
import { noSecretLeft } from "../support/sweep.ts";
import { tokenFromTerminal } from "../support/token.ts";

test("a guest is prompted once more in the other tenant", async ({ home, wizard, signIn }) => {
  const user = await practiceUser(home, "guest@contoso.example");
  const app = await practiceApp(home, "Multitenant Practice Client");
  await wizard.newPractice();
  await wizard.name("Guest");
  await wizard.twoFactor({ applicationId: app.applicationId, redirectUri: "http://localhost" });
  await wizard.otherWays();
  await wizard.dialog.getByRole("textbox", { name: "Other tenants" }).fill("fabrikam.example");
  await wizard.press("Add");
  await wizard.retrieve();

  await signIn.open(await home.inbox.next());
  await signIn.password(user);
  await signIn.stay("Yes");
  await signIn.endsWell();

  await expect(wizard.dialog.getByText("You will sign in to fabrikam.example as a guest.")).toBeVisible();
  const second = await home.inbox.next();
  expect(new URL(second).searchParams.get("claims")).toContain("access_token");
  await signIn.open(second);
  // The browser knows the user; the other tenant asks for its own second factor.
  await wizard.approve(await signIn.number());
  await signIn.stay("No");
  await signIn.endsWell();

  await expect(wizard.dialog.getByText("contoso.example: 3 organizations")).toBeVisible();
  await expect(wizard.dialog.getByText("fabrikam.example: 2 organizations")).toBeVisible();
  await wizard.choose("Fabrikam Sales");
  await wizard.testConnection();
  await wizard.save();
  expect(home.inbox.opened).toHaveLength(2);
  const token = await tokenFromTerminal(home, "Guest");
  noSecretLeft(home, { "access token": token, password: user.password });
});

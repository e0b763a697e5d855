import { expect, test } from "../support/fixture.ts";
import { practiceApp, practiceUser } from "../support/practice.ts";
import { noSecretLeft } from "../support/sweep.ts";
import { tokenFromTerminal } from "../support/token.ts";

test("from nothing to a tested profile, by one-time code", async ({ home, wizard, signIn }) => {
  const user = await practiceUser(home, "totp@contoso.example");
  const app = await practiceApp(home);

  await wizard.newPractice();
  await wizard.name("Fabrikam");
  await wizard.twoFactor({ applicationId: app.applicationId, redirectUri: "http://localhost" });
  await wizard.retrieve();

  await signIn.open(await home.inbox.next());
  await signIn.password(user);
  await expect(signIn.page.getByRole("heading", { name: "Enter code" })).toBeVisible();
  const code = await wizard.code(user.userPrincipalName);
  await signIn.oneTimeCode(code);
  await signIn.stay("No");
  await signIn.endsWell();

  await wizard.choose("Contoso Sales");
  await expect(await wizard.testConnection()).toContainText("Contoso Sales");
  await wizard.save();

  const tokens = [await tokenFromTerminal(home, "Fabrikam"), await tokenFromTerminal(home, "Fabrikam")];
  noSecretLeft(home, {
    "access token": tokens,
    "authorization code": signIn.codes,
    password: user.password,
    "one-time code": code,
    "one-time secret": user.totpSecret,
  });
});

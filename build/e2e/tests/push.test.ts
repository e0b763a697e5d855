import { expect, test } from "../support/fixture.ts";
import { practiceApp, practiceUser } from "../support/practice.ts";
import { noSecretLeft } from "../support/sweep.ts";
import { tokenFromTerminal } from "../support/token.ts";

test("from nothing to a tested profile, by push", async ({ home, wizard, signIn }) => {
  const user = await practiceUser(home, "push@contoso.example");
  const app = await practiceApp(home);

  await wizard.newPractice();
  await wizard.name("Contoso Sales");
  await wizard.twoFactor({ applicationId: app.applicationId, redirectUri: "http://localhost" });
  await wizard.retrieve();

  await signIn.open(await home.inbox.next());
  await signIn.password(user);
  await wizard.approve(await signIn.number());
  await signIn.stay("No");
  await signIn.endsWell();

  await wizard.choose("Contoso Sales");
  const answer = await wizard.testConnection();
  await expect(answer).toContainText("Contoso Sales");
  // An answer that has to be scrolled to is easily taken for none.
  await expect.soft(answer).toBeInViewport({ ratio: 0.9 });
  await wizard.save();
  expect(await wizard.values()).toMatchObject({
    ApplicationID: app.applicationId,
    "Redirect URI": "http://localhost",
  });
  await expect(wizard.dialog.getByText("latchkey token", { exact: false })).toBeVisible();

  const tokens = [await tokenFromTerminal(home, "Contoso Sales"), await tokenFromTerminal(home, "Contoso Sales")];
  expect(signIn.codes).toHaveLength(1);
  noSecretLeft(home, { "access token": tokens, "authorization code": signIn.codes, password: user.password });
});

import { expect, test } from "../support/fixture.ts";
import { fillIn, passByPush } from "../support/paths.ts";
import { practiceUser } from "../support/practice.ts";

test("the session of a profile can be looked at and forgotten", async ({ home, wizard, signIn }) => {
  const user = await practiceUser(home, "push@contoso.example");
  await fillIn(home, wizard, "Looked at");
  await wizard.retrieve();
  await signIn.open(await home.inbox.next());
  await passByPush(wizard, signIn, user);
  await signIn.endsWell();
  await wizard.choose("Contoso Sales");
  await wizard.testConnection();
  await wizard.save();
  await wizard.leaveCard();

  await wizard.page.getByRole("button", { name: /^More/ }).first().click();
  await wizard.page.getByRole("menuitem", { name: "Sign-in details..." }).click();
  const sheet = wizard.page.getByRole("main", { name: /Sign-in details of Looked at/ });
  await expect(sheet).toContainText("push@contoso.example");
  await expect(sheet.locator("dl > div").filter({ hasText: "Second factor" })).toContainText("Yes");
  await expect(sheet).toContainText("the saved session was still valid");
  await sheet.getByRole("button", { name: "Forget this session" }).click();
  const question = wizard.page.getByRole("alertdialog");
  await question.getByRole("button", { name: "Sign out" }).click();
  await expect(question).toBeHidden();
  const { code } = await home.run("token", "Looked at");
  expect(code).toBe(3);
});

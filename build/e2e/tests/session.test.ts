import { expect, test } from "../support/fixture.ts";
import { Control } from "../support/control.ts";
import { fillIn, passByPush } from "../support/paths.ts";
import { practiceUser } from "../support/practice.ts";

test("tells a saved session from a browser that still knew the person", async ({ home, wizard, signIn }) => {
  const user = await practiceUser(home, "push@contoso.example");
  await fillIn(home, wizard, "Remembered");
  await wizard.retrieve();
  await signIn.open(await home.inbox.next());
  await passByPush(wizard, signIn, user, "Yes");
  await signIn.endsWell();
  await expect(wizard.grid).toBeVisible();
  await expect(wizard.dialog.getByText("saved session")).toBeHidden();

  await test.step("a valid session here needs no browser", async () => {
    const opened = home.inbox.opened.length;
    await wizard.retrieve();
    await expect(wizard.dialog.getByText("Signed in from the saved session, without a prompt")).toBeVisible();
    expect(home.inbox.opened.length).toBe(opened);
  });

  await test.step("Sign in again asks for everything again, although the browser knows the person", async () => {
    await wizard.press("Sign in again");
    await signIn.open(await home.inbox.next());
    // Entra asks for the password of the one who is signed in, or for a user name.
    await expect(signIn.page.getByLabel(/^(Password|User name)$/)).toBeVisible();
    await signIn.page.goto("about:blank");
    await wizard.press("Cancel");
  });

  await test.step("without a session here, the browser comes straight back", async () => {
    await wizard.choose("Contoso Sales");
    await wizard.save();
    expect(await home.run("signout", "Remembered")).toMatchObject({ code: 0 });
    await wizard.press("Back to the profile");
    // The person's proof is old by now, which is how the two are told apart.
    await (await Control.open(home)).later(600);
    await wizard.retrieve();
    await signIn.open(await home.inbox.next());
    await signIn.endsWell();
    await expect(wizard.dialog.getByText("The browser still knew you, so there was no prompt")).toBeVisible();
  });
});

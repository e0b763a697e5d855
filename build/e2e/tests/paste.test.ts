import { expect, test } from "../support/fixture.ts";
import { practiceApp, practiceUser } from "../support/practice.ts";
import { noSecretLeft } from "../support/sweep.ts";
import { tokenFromTerminal } from "../support/token.ts";

// The redirect URI of the add-on itself: the browser ends on somebody else's address,
// and the person carries it back.
const redirectUri = "http://www.mscrm-addons.com";

test("signs in by pasting the address the browser ended on", { tag: "@full" }, async ({ home, wizard, signIn }) => {
  const user = await practiceUser(home, "push@contoso.example");
  const app = await practiceApp(home);

  const ended = await signIn.endsOn(redirectUri);

  await wizard.newPractice();
  await wizard.name("By paste");
  await wizard.dialog.getByRole("checkbox", { name: "Use 2-Factor Authentication" }).check();
  await wizard.tab("2-Factor Authentication");
  await wizard.applicationId.fill(app.applicationId);
  await wizard.redirectUri.fill(redirectUri);
  await expect(wizard.dialog.getByText("This address belongs to someone else (www.mscrm-addons.com)")).toBeVisible();
  await wizard.tab("CRM Connection");
  await wizard.retrieve();

  await signIn.open(await home.inbox.next());
  await signIn.password(user);
  await wizard.approve(await signIn.number());
  await signIn.stay("No");
  const address = await ended();

  const box = wizard.dialog.getByRole("textbox", { name: "Address from the browser" });
  const goOn = wizard.dialog.getByRole("button", { name: "Continue" });
  const alert = wizard.dialog.getByRole("region").getByRole("alert");

  await test.step("an address of another attempt is turned down, and it keeps waiting", async () => {
    const other = new URL(address);
    other.searchParams.set("state", "of-another-attempt");
    await box.fill(other.href);
    await goOn.click();
    await expect(alert).toContainText("another");
    await expect(box).toHaveValue(other.href);
    await expect(wizard.dialog.getByRole("heading", { name: "Finish the sign-in in your browser" })).toBeVisible();
  });
  await test.step("an address without a code is turned down, and it keeps waiting", async () => {
    const bare = new URL(address);
    bare.searchParams.delete("code");
    await box.fill(bare.href);
    await goOn.click();
    await expect(alert).toBeVisible();
    await expect(wizard.dialog.getByRole("heading", { name: "Finish the sign-in in your browser" })).toBeVisible();
  });
  await box.fill(address);
  await goOn.click();

  await wizard.choose("Contoso Sales");
  await wizard.testConnection();
  await wizard.save();
  expect(await wizard.values()).toMatchObject({ "Redirect URI": redirectUri });

  const token = await tokenFromTerminal(home, "By paste");
  noSecretLeft(home, { "access token": token, "authorization code": signIn.codes, password: user.password });
});

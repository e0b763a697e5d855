import { Control } from "../support/control.ts";
import { expect, test } from "../support/fixture.ts";
import { fillIn } from "../support/paths.ts";
import { practiceUser } from "../support/practice.ts";
import { noSecretLeft } from "../support/sweep.ts";
import { tokenFromTerminal } from "../support/token.ts";
import { typeCode } from "../support/type-code.ts";

test("signs in with a code that is typed on another page", async ({ home, wizard, signIn }) => {
  const user = await practiceUser(home, "password@contoso.example");
  await fillIn(home, wizard, "By code");
  await wizard.retrieve();
  await home.inbox.next();
  await wizard.anotherWay("Device code");

  const code = await typeCode(home, wizard, signIn);
  await expect(wizard.dialog.getByRole("img", { name: /QR code/ })).toBeVisible();
  await expect(wizard.dialog.getByText(/Expires in 14:\d\d/)).toBeVisible();
  await signIn.password(user);
  await signIn.stay("No");
  await signIn.page.getByRole("button", { name: "Continue" }).click();
  await expect(signIn.page.getByText("You may now close this window")).toBeVisible();

  await wizard.choose("Contoso Sales");
  await wizard.testConnection();
  await wizard.save();
  const token = await tokenFromTerminal(home, "By code");
  noSecretLeft(home, { "access token": token, password: user.password, "user code": code });
});

test("a code that is blocked by policy leads back to the browser", async ({ home, wizard, signIn }) => {
  const user = await practiceUser(home, "password@contoso.example");
  const control = await Control.open(home);
  await control.settings({ blockDeviceCode: true });
  await fillIn(home, wizard, "Blocked");
  await wizard.retrieve();
  await home.inbox.next();
  await wizard.anotherWay("Device code");
  await typeCode(home, wizard, signIn);
  await signIn.password(user);
  await signIn.stay("No");
  await signIn.page.getByRole("button", { name: "Continue" }).click();

  await wizard.press("Use the browser instead");
  await signIn.open(await home.inbox.next());
  await signIn.pick(user);
  await signIn.endsWell();
  await expect(wizard.grid).toBeVisible();
});

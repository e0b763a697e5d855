import { Desktop } from "../support/desktop.ts";
import { expect, test } from "../support/fixture.ts";
import { practiceApp, practiceUser } from "../support/practice.ts";
import { noSecretLeft } from "../support/sweep.ts";
import { tokenFromTerminal } from "../support/token.ts";
import { chooseInWindow, fillInWindow } from "../support/window-path.ts";

// A partner's day: at home in Contoso, with Fabrikam's single-tenant registration and in
// Fabrikam's organization, whose address is all that is typed.

const organization = "https://fabrikamsales.crm4.practice.localhost";
const fabrikam = "3b7e9a04-5d21-4c8f-a6b0-92f1d84c7e15";

test("a partner signs in with the customer's registration", async ({ home, wizard, signIn }) => {
  const user = await practiceUser(home, "guest@contoso.example");
  const app = await practiceApp(home, "Fabrikam Documents Client");
  await wizard.newPractice();
  await wizard.name("Partner");
  await wizard.where(organization);
  await wizard.twoFactor({ applicationId: app.applicationId, redirectUri: "http://localhost" });
  await wizard.retrieve();

  const address = await home.inbox.next();
  expect(address).toContain(`/${fabrikam}/oauth2/`);
  await signIn.open(address);
  await signIn.password(user);
  await wizard.approve(await signIn.number());
  await signIn.stay("No");
  await signIn.endsWell();

  await wizard.choose("Fabrikam Sales");
  await wizard.testConnection();
  await wizard.save();
  expect(home.inbox.opened).toHaveLength(1);
  const token = await tokenFromTerminal(home, "Partner");
  noSecretLeft(home, { "access token": token, password: user.password });
});

test("the real window: a partner signs in with the customer's registration", async ({ home, signIn }) => {
  const window = await Desktop.open(home);
  try {
    const user = await practiceUser(home, "guest@contoso.example");
    await fillInWindow(window, await practiceApp(home, "Fabrikam Documents Client"), "Partner");
    await (await window.field("E-mail, organization address or tenant")).type(organization);
    await window.press("Retrieve all Organizations");

    const address = await home.inbox.next();
    expect(address).toContain(`/${fabrikam}/oauth2/`);
    await signIn.open(address);
    await signIn.password(user);
    await signIn.otherWay("PhoneAppOTP");
    const line = await window.driver.find("//section[@aria-label='Simulated phone']//li[contains(., 'guest@contoso.example')]");
    const shown = /(\d{3})\s(\d{3})/.exec(await line.text());
    expect(shown, "the code on the docked phone").not.toBeNull();
    await signIn.oneTimeCode(`${shown?.[1]}${shown?.[2]}`);
    await signIn.stay("No");
    await signIn.endsWell();

    await chooseInWindow(window, "Fabrikam Sales");
    await window.press("Save");
    await window.says("Now put this in your add-on");
    const token = await tokenFromTerminal(home, "Partner");
    noSecretLeft(home, { "access token": token, password: user.password });
  } finally {
    await window.close();
  }
});

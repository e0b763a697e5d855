import { Desktop } from "../support/desktop.ts";
import { test } from "../support/fixture.ts";
import { practiceApp, practiceUser } from "../support/practice.ts";
import { noSecretLeft } from "../support/sweep.ts";
import { tokenFromTerminal } from "../support/token.ts";

test("the real window: from nothing to a tested profile, by push", async ({ home, signIn }) => {
  const window = await Desktop.open(home);
  try {
    const user = await practiceUser(home, "push@contoso.example");
    const app = await practiceApp(home);

    await window.press("Try with practice");
    await (await window.field("Name")).type("Contoso Sales");
    await (await window.driver.find("//label[normalize-space()='Use 2-Factor Authentication']")).click();
    await window.tab("2-Factor Authentication");
    await (await window.field("ApplicationID")).type(app.applicationId);
    await (await window.field("Redirect URI")).type("http://localhost");
    await window.tab("CRM Connection");
    await window.press("Retrieve all Organizations");

    await signIn.open(await home.inbox.next());
    await signIn.password(user);
    await (await window.field("Number shown in the browser")).type(await signIn.number());
    await window.press("Yes");
    await signIn.stay("No");
    await signIn.endsWell();

    await (await window.driver.find("//*[@role='row'][contains(., 'Contoso Sales')]")).click();
    await window.driver.find("//*[@role='row'][@aria-selected='true'][contains(., 'Contoso Sales')]");
    await window.press("Test connection");
    await window.says("It works");
    await window.press("Save");
    await window.says("Now put this in your add-on");
    await window.says(app.applicationId);

    const token = await tokenFromTerminal(home, "Contoso Sales");
    noSecretLeft(home, { "access token": token, "authorization code": signIn.codes, password: user.password });
  } finally {
    await window.close();
  }
});

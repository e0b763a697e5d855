import { Desktop } from "../support/desktop.ts";
import { expect, test } from "../support/fixture.ts";
import { practiceApp, practiceUser } from "../support/practice.ts";
import { noSecretLeft } from "../support/sweep.ts";
import { tokenFromTerminal } from "../support/token.ts";
import { chooseInWindow, fillInWindow } from "../support/window-path.ts";

// The rarer ways in, in the window as it is shipped: its WebView is another browser than
// the one of the other tests.

test("the real window: signs in with a device code", async ({ home, signIn }) => {
  const window = await Desktop.open(home);
  try {
    const user = await practiceUser(home, "password@contoso.example");
    await fillInWindow(window, await practiceApp(home), "By code");
    await window.press("Retrieve all Organizations");
    await home.inbox.next();
    await window.press("Another way");
    await window.press("Device code");

    await window.says("Type this code on the sign-in page");
    const code = (await (await window.driver.find("//*[@data-testid='user-code']")).text()).replace(/\s/g, "");
    expect(code).toMatch(/^[A-Z0-9]{8,9}$/);
    await (await window.driver.find("//button[contains(., 'devicelogin')]")).click();
    await signIn.open(await home.inbox.next());
    await signIn.page.getByLabel("Code").fill(code);
    await signIn.page.getByRole("button", { name: "Next" }).click();
    await signIn.password(user);
    await signIn.stay("No");
    await signIn.page.getByRole("button", { name: "Continue" }).click();
    await expect(signIn.page.getByText("You may now close this window")).toBeVisible();

    await chooseInWindow(window, "Contoso Sales");
    await window.press("Save");
    await window.says("Now put this in your add-on");
    const token = await tokenFromTerminal(home, "By code");
    noSecretLeft(home, { "access token": token, password: user.password, "user code": code });
  } finally {
    await window.close();
  }
});

test("the real window: a guest is prompted once more in the other tenant", async ({ home, signIn }) => {
  const window = await Desktop.open(home);
  try {
    const user = await practiceUser(home, "guest@contoso.example");
    await fillInWindow(window, await practiceApp(home, "Multitenant Practice Client"), "Guest");
    await (await window.driver.find("//summary[contains(., 'Other ways to sign in')]")).click();
    await (await window.field("Other tenants")).type("fabrikam.example");
    await window.press("Add");
    await window.driver.find("//button[@aria-label='Remove fabrikam.example']");
    await window.press("Retrieve all Organizations");

    await signIn.open(await home.inbox.next());
    await signIn.password(user);
    await signIn.stay("Yes");
    await signIn.endsWell();
    await window.says("You will sign in to fabrikam.example as a guest.");
    const second = await home.inbox.next();
    expect(new URL(second).searchParams.get("claims")).toContain("access_token");
    await signIn.open(second);
    await signIn.otherWay("PhoneAppOTP");
    const line = await window.driver.find("//section[@aria-label='Simulated phone']//li[contains(., 'guest@contoso.example')]");
    const shown = /(\d{3})\s(\d{3})/.exec(await line.text());
    expect(shown, "the code on the docked phone").not.toBeNull();
    await signIn.oneTimeCode(`${shown?.[1]}${shown?.[2]}`);
    await signIn.stay("No");
    await signIn.endsWell();

    await window.driver.find("//li[contains(., 'fabrikam.example: 2 organizations')]");
    await chooseInWindow(window, "Fabrikam Sales");
    await window.press("Save");
    await window.says("Now put this in your add-on");
    const token = await tokenFromTerminal(home, "Guest");
    noSecretLeft(home, { "access token": token, password: user.password });
  } finally {
    await window.close();
  }
});

import { Desktop } from "../support/desktop.ts";
import { expect, test } from "../support/fixture.ts";
import { practiceApp, practiceUser } from "../support/practice.ts";
import { fillInWindow } from "../support/window-path.ts";

test("the real window opens its phone on a second screen, which ends with it", async ({ home, signIn, page }) => {
  const window = await Desktop.open(home);
  let address = "";
  try {
    const user = await practiceUser(home, "push@contoso.example");
    await fillInWindow(window, await practiceApp(home), "Projector");
    await window.press("Retrieve all Organizations");
    await signIn.open(await home.inbox.next());
    await window.press("Open the phone on a second screen");
    address = await home.inbox.next();
    await page.goto(address);
    const phone = page.getByRole("region", { name: "Simulated phone" });
    await expect(phone).toBeVisible();

    await test.step("it can ask for nothing but the practice tenant", async () => {
      expect(await page.evaluate(() => Object.keys((window as unknown as { go: { api: object } }).go.api))).toEqual(["Practice"]);
    });

    await signIn.password(user);
    const number = await signIn.number();
    await phone.getByRole("textbox", { name: "Number shown in the browser" }).fill(number);
    await phone.getByRole("button", { name: "Yes" }).click();
    await signIn.stay("No");
    await signIn.endsWell();
    await window.driver.find("//*[@role='row'][contains(., 'Contoso Sales')]");
  } finally {
    await window.close();
  }
  await expect(page.getByRole("heading", { name: "Latchkey is not running any more" })).toBeVisible();
});

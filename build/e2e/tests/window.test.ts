import { Desktop } from "../support/desktop.ts";
import { expect, test } from "../support/fixture.ts";
import { practiceUser } from "../support/practice.ts";
import { noSecretLeft } from "../support/sweep.ts";
import { tokenFromTerminal } from "../support/token.ts";
import { windowPath } from "../support/window-path.ts";

test("the real window: from nothing to a tested profile, by push", async ({ home, signIn }) => {
  const window = await Desktop.open(home);
  try {
    const user = await practiceUser(home, "push@contoso.example");
    const app = await windowPath(home, window, signIn, user, "Contoso Sales");
    await window.press("Save");
    await window.says("Now put this in your add-on");
    await window.says(app.applicationId);

    const tokens = [await tokenFromTerminal(home, "Contoso Sales"), await tokenFromTerminal(home, "Contoso Sales")];
    noSecretLeft(home, { "access token": tokens, "authorization code": signIn.codes, password: user.password });
  } finally {
    await window.close();
  }
});

test("the real window: closing it asks about unsaved edits first", async ({ home }) => {
  const window = await Desktop.open(home);
  try {
    await window.press("New profile");
    await (await window.field("Name")).type("Half typed");
    await window.driver.run("window.runtime.Quit()");
    await window.says("Leave without saving?");
    await window.press("Keep editing");
    expect(await (await window.field("Name")).value()).toBe("Half typed");

    await window.driver.run("window.runtime.Quit()");
    const leave = await window.button("Leave without saving");
    await leave.click().catch(() => undefined); // the window can be gone before the driver answers
    await expect.poll(() => window.isGone(), { message: "the window" }).toBe(true);
  } finally {
    await window.close();
  }
});

import type { Locator } from "@playwright/test";
import { expect, test } from "../support/fixture.ts";

test("Save with mistakes leads to each of them, and saves nothing", async ({ home, wizard }) => {
  await wizard.newProfile();
  await wizard.name("");
  await wizard.twoFactor({ applicationId: "not a GUID", redirectUri: "localhost" });
  await wizard.press("Save");

  const summary = wizard.dialog.getByRole("region", { name: /attention/ });
  await expect(summary).toBeFocused();
  await expect(summary).toHaveText(/^3 fields need attention:/);

  // Each link leads to its field, in whichever tab it is, and there stands what is wrong.
  for (const [field, words] of [
    ["Name", /^Enter a name/],
    ["ApplicationID", /^This is not an ApplicationID/],
    ["Redirect URI", /^The Redirect URI lacks its beginning/],
  ] as const) {
    await summary.getByRole("button", { name: field, exact: true }).click();
    const input = wizard.dialog.getByRole("textbox", { name: field, exact: true });
    await expect(input).toBeFocused();
    await expect(input).toHaveAccessibleDescription(words);
    await expect(input).toHaveAttribute("aria-invalid", "true");
  }
  expect((await home.run("profile", "list", "--json")).out.trim()).toBe("[]");
});

test("a name that is taken is refused, whatever its case", async ({ home, wizard }) => {
  for (const name of ["Contoso", "CONTOSO"]) {
    await wizard.newPractice();
    await wizard.name(name);
    if (name === "Contoso") {
      await wizard.save();
      await wizard.leaveCard();
    }
  }
  await wizard.press("Save");
  await expect(wizard.dialog.getByRole("region", { name: /attention/ })).toBeFocused();
  await expect(wizard.dialog.getByRole("textbox", { name: "Name", exact: true })).toHaveAttribute("aria-invalid", "true");
  expect(JSON.parse((await home.run("profile", "list", "--json")).out)).toHaveLength(1);
});

test("unsaved edits are asked about", async ({ wizard }) => {
  const question = wizard.page.getByRole("alertdialog", { name: "Leave without saving?" });
  await wizard.newPractice();
  await wizard.name("Edited");

  await wizard.page.keyboard.press("Escape");
  await expect(question).toBeVisible();
  await question.getByRole("button", { name: "Keep editing" }).click();
  await expect(wizard.dialog.getByRole("textbox", { name: "Name", exact: true })).toHaveValue("Edited");

  await wizard.press("Cancel");
  await question.getByRole("button", { name: "Leave without saving" }).click();
  await wizard.isGone();

  await test.step("nothing edited, nothing asked", async () => {
    await wizard.newPractice();
    await expect(wizard.dialog.getByRole("textbox", { name: "Name", exact: true })).toBeFocused();
    await wizard.page.keyboard.press("Escape");
    await wizard.isGone();
  });
});

test("unticking 2-Factor Authentication keeps what was typed and asks for nothing", async ({ wizard }) => {
  await wizard.newPractice();
  await wizard.twoFactor({ applicationId: "half", redirectUri: "typed" });
  const box = wizard.dialog.getByRole("checkbox", { name: "Use 2-Factor Authentication" });
  await box.uncheck();
  await expect(wizard.dialog.getByRole("tab", { name: "2-Factor Authentication" })).toBeHidden();
  await box.check();
  // Ticking brings up the tab without moving the focus.
  await expect(box).toBeFocused();
  await wizard.tab("2-Factor Authentication");
  await expect(wizard.applicationId).toHaveValue("half");
  await expect(wizard.redirectUri).toHaveValue("typed");
  await wizard.tab("CRM Connection");
  await box.uncheck();
  await wizard.save();
});

test("a button beside a field stands in one line with the input, however tall the label is", async ({ wizard }) => {
  await wizard.newProfile();
  await wizard.press("Enter the organization's address instead");
  const label = wizard.dialog.getByText("Organization's address", { exact: true });
  await label.evaluate((node) => {
    node.style.fontSize = "30px";
    node.style.lineHeight = "40px";
  });
  const middle = async (locator: Locator) => {
    const box = await locator.boundingBox();
    return box ? box.y + box.height / 2 : NaN;
  };
  const input = await middle(wizard.dialog.getByRole("textbox", { name: "Organization's address" }));
  expect(Math.abs((await middle(wizard.dialog.getByRole("button", { name: "Use this address" }))) - input)).toBeLessThan(2);
});

import { accessible } from "../support/axe.ts";
import { expect, test } from "../support/fixture.ts";

test("a cloud that follows the address is said before anything is sent", async ({ wizard }) => {
  await wizard.newProfile();
  await wizard.name("Government");
  await wizard.where("https://contoso.crm9.dynamics.com");
  const note = wizard.dialog.getByRole("status").filter({ hasText: "The address belongs to another cloud" });
  await expect(note).toContainText("GCC");
  await expect(wizard.dialog.getByLabel("Cloud", { exact: true })).toBeHidden();
  await accessible(wizard.page, "the note about the cloud");

  await note.getByRole("button", { name: "Check the cloud" }).click();
  const choice = wizard.dialog.getByLabel("Cloud", { exact: true });
  await expect(choice).toBeFocused();
  await choice.selectOption({ label: "US Government (GCC)" });
  await expect(note).toBeHidden();
});

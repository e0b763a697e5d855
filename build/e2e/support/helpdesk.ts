import { expect } from "@playwright/test";
import type { Home } from "./home.ts";
import type { Wizard } from "./wizard.ts";

// helpdeskTour goes through every screen of the helpdesk once, beginning on Home without
// profiles, and says which is shown.
export async function helpdeskTour(home: Home, wizard: Wizard, shown: (screen: string) => Promise<void>): Promise<void> {
  const { page } = wizard;
  const tab = async (name: string) => {
    await page.getByRole("tab", { name, exact: true }).click();
    await expect(page.getByRole("tab", { name, exact: true, selected: true })).toBeVisible();
  };
  await expect(page.getByRole("list", { name: "What do you want to connect?" })).toBeVisible();
  await shown("first-run");

  const ids = ["--application-id", "5d1f0c62-3b8e-4a57-9c40-7e2a1b96f3d8", "--tenant", "contoso.com"];
  await home.run("profile", "create", "Contoso", "--two-factor", "--recipe", "documentscorepack", ...ids);
  const { out } = await home.run("export", "Contoso", "--to", "setup", "--company", "Contoso IT", "--note", "Ring us when it is done");
  await page.reload();
  await page.getByRole("link", { name: "Helpdesk" }).click();
  await page.getByRole("combobox", { name: "For the profile" }).selectOption("Contoso");
  await shown("helpdesk");
  await page.getByRole("button", { name: /^DocumentsCorePack Client/ }).click();
  await expect(page.getByRole("heading", { name: "DocumentsCorePack Client", exact: true })).toBeVisible();
  await shown("helpdesk-recipe");
  await page.getByRole("button", { name: /Help somebody on the phone/ }).click();
  await expect(page.getByRole("navigation", { name: "Steps" })).toBeVisible();
  await shown("helpdesk-step");

  await tab("Explain");
  await page.getByRole("textbox", { name: "Search all explanations" }).fill("redirect");
  await expect(page.getByText(/explanations$/)).toBeVisible();
  await shown("helpdesk-explain");

  await tab("Registration");
  await page.getByRole("combobox", { name: "Or one of the practice tenant" }).selectOption("Integration Cloud");
  await expect(page.getByText(/settings? (is|are) wrong/)).toBeVisible();
  await page.getByText(/settings? (is|are) wrong/).scrollIntoViewIfNeeded();
  await shown("helpdesk-registration");

  await tab("Support");
  await page.getByRole("button", { name: "Check", exact: true }).click();
  await expect(page.getByText("Redirect URI", { exact: true })).toBeVisible();
  await shown("helpdesk-support");
  await wizard.toProfiles();

  await openSetup(wizard, out);
  await expect(page.getByRole("list", { name: "Where it leads" })).toBeVisible();
  await shown("setup-file");
}

// openSetup chooses a setup file on Home, as a person does in the file dialog.
export async function openSetup(wizard: Wizard, content: string): Promise<void> {
  const chooser = wizard.page.waitForEvent("filechooser");
  await wizard.page.getByRole("button", { name: "Open setup file" }).click();
  await (await chooser).setFiles({ name: "contoso.latchkey-setup.json", mimeType: "application/json", buffer: Buffer.from(content) });
}

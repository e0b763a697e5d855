import { expect, type Locator, type Page } from "@playwright/test";

// Desk is the trainer at the practice tenant's own dialog.
export class Desk {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get dialog(): Locator {
    return this.page.getByRole("main", { name: "Practice" });
  }

  async open(): Promise<void> {
    await this.page.getByRole("link", { name: "Practice", exact: true }).click();
    await expect(this.dialog).toBeVisible();
  }

  async close(): Promise<void> {
    await this.page.getByRole("link", { name: "Profiles" }).click();
    await expect(this.dialog).toBeHidden();
  }

  async tab(name: string): Promise<void> {
    await this.dialog.getByRole("tab", { name, exact: true }).click();
  }

  // choose opens a row of the list on a tab.
  async choose(tab: string, row: string): Promise<void> {
    await this.tab(tab);
    await this.dialog.getByRole("row").filter({ hasText: row }).click();
    await expect(this.dialog.getByRole("heading", { name: row })).toBeFocused();
  }

  async press(name: string): Promise<void> {
    await this.dialog.getByRole("button", { name, exact: true }).click();
  }

  // save waits until it is said that it is saved: Save is disabled while it is being done,
  // too, and the same words can stand there from an earlier time.
  async save(): Promise<void> {
    const said = this.page.getByTestId("announcer");
    const before = await said.textContent();
    await this.press("Save");
    await expect.poll(() => said.textContent()).not.toBe(before);
    await expect(said).toContainText("Saved.");
    await expect(this.dialog.getByRole("button", { name: "Save", exact: true })).toHaveAttribute("aria-disabled", "true");
  }
}

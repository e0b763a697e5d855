import { expect, type Locator, type Page } from "@playwright/test";

// Wizard is the person at Latchkey's own page.
export class Wizard {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get dialog(): Locator {
    return this.page.getByRole("main");
  }

  // newPractice goes from Home to an empty practice profile.
  async newPractice(): Promise<void> {
    await this.page.getByRole("button", { name: "Try with practice" }).click();
    await this.isOpen();
  }

  async newProfile(): Promise<void> {
    await this.page.getByRole("button", { name: "New profile" }).click();
    await this.isOpen();
  }

  // isOpen waits for a profile's page.
  async isOpen(): Promise<void> {
    await expect(this.dialog.getByRole("textbox", { name: "Name", exact: true })).toBeVisible();
  }

  // toProfiles goes to the list by the rail.
  async toProfiles(): Promise<void> {
    await this.page.getByRole("link", { name: "Profiles" }).click();
    await this.isGone();
  }

  // isGone waits for the list of profiles.
  async isGone(): Promise<void> {
    await expect(this.page.getByRole("heading", { level: 1, name: "Profiles" })).toBeVisible();
  }

  async name(name: string): Promise<void> {
    await this.dialog.getByRole("textbox", { name: "Name", exact: true }).fill(name);
  }

  async where(text: string): Promise<void> {
    await this.dialog.getByRole("textbox", { name: "E-mail, organization address or tenant" }).fill(text);
  }

  // twoFactor ticks the box, types both IDs on the tab and comes back.
  async twoFactor(ids: { applicationId?: string; redirectUri?: string }): Promise<void> {
    await this.dialog.getByRole("checkbox", { name: "Use 2-Factor Authentication" }).check();
    await this.tab("2-Factor Authentication");
    if (ids.applicationId !== undefined) await this.applicationId.fill(ids.applicationId);
    if (ids.redirectUri !== undefined) await this.redirectUri.fill(ids.redirectUri);
    await this.tab("CRM Connection");
  }

  get applicationId(): Locator {
    return this.dialog.getByRole("textbox", { name: "ApplicationID" });
  }

  get redirectUri(): Locator {
    return this.dialog.getByRole("textbox", { name: "Redirect URI" });
  }

  async tab(name: "CRM Connection" | "2-Factor Authentication"): Promise<void> {
    await this.dialog.getByRole("tab", { name }).click();
  }

  // byPassword unticks the box and types what the old dialog had.
  async byPassword(values: { userName: string; password: string; applicationId: string }): Promise<void> {
    await this.dialog.getByRole("checkbox", { name: "Use 2-Factor Authentication" }).uncheck();
    await this.dialog.getByRole("textbox", { name: "User name" }).fill(values.userName);
    await this.dialog.getByLabel("Password", { exact: true }).fill(values.password);
    await this.applicationId.fill(values.applicationId);
  }

  // otherWays opens what is rare.
  async otherWays(): Promise<void> {
    const summary = this.dialog.locator("summary", { hasText: "Other ways to sign in" });
    if (!(await summary.locator("..").evaluate((node) => (node as HTMLDetailsElement).open))) await summary.click();
  }

  // anotherWay goes to another sign-in method.
  async anotherWay(name: string): Promise<void> {
    await this.press("Another way");
    await this.dialog.getByRole("list", { name: "Another way" }).getByRole("button", { name, exact: true }).click();
  }

  async press(name: string): Promise<void> {
    await this.dialog.getByRole("button", { name, exact: true }).click();
  }

  async retrieve(): Promise<void> {
    await this.press("Retrieve all Organizations");
  }

  get phone(): Locator {
    return this.page.getByRole("region", { name: "Simulated phone" });
  }

  // approve answers the prompt on the docked phone.
  async approve(number: string): Promise<void> {
    await this.phone.getByRole("textbox", { name: "Number shown in the browser" }).fill(number);
    await this.phone.getByRole("button", { name: "Yes" }).click();
  }

  // code reads a user's one-time code off the docked phone.
  async code(user: string): Promise<string> {
    const line = this.phone.getByRole("listitem").filter({ hasText: user });
    const shown = /(\d{3}) (\d{3})/.exec(await line.innerText());
    if (!shown) throw new Error(`no code for ${user} on the phone`);
    return `${shown[1]}${shown[2]}`;
  }

  get grid(): Locator {
    return this.dialog.getByRole("grid", { name: "Organizations" });
  }

  async choose(organization: string): Promise<void> {
    const row = this.grid.getByRole("row").filter({ hasText: organization }).first();
    await row.click();
    await expect(row).toHaveAttribute("aria-selected", "true");
  }

  // testConnection has the organization asked who the person is.
  async testConnection(): Promise<Locator> {
    await this.press("Test connection");
    const answer = this.dialog.getByRole("status").filter({ hasText: "It works" });
    await expect(answer).toBeVisible();
    return answer;
  }

  // save ends on the card with the values.
  async save(): Promise<void> {
    await this.press("Save");
    await expect(this.page.getByRole("heading", { name: "Now put this in your add-on" })).toBeVisible();
  }

  // values are those of the card, by label.
  async values(): Promise<Record<string, string>> {
    const fields = this.dialog.locator("dl").first().locator(":scope > div");
    await expect(fields.first()).toBeVisible();
    const values: Record<string, string> = {};
    for (const field of await fields.all()) {
      values[(await field.locator("dt").innerText()).trim()] = (await field.locator("dd").innerText()).trim();
    }
    return values;
  }

  async leaveCard(): Promise<void> {
    await this.press("Done");
    await this.isGone();
  }
}

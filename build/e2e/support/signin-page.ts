import { expect, type Page, type Request } from "@playwright/test";
import { deferred } from "./deferred.ts";
import type { User } from "./practice.ts";

// SignInPage is the person at the practice tenant's pages, in a browser of its own.
export class SignInPage {
  readonly page: Page;
  // codes are the authorization codes that the browser carried back.
  readonly codes: string[] = [];

  constructor(page: Page) {
    this.page = page;
    page.on("request", (request) => this.#remember(request));
  }

  async open(address: string): Promise<void> {
    await this.page.goto(address);
  }

  // password gets as far as the second factor.
  async password(user: User): Promise<void> {
    await this.page.getByLabel("User name").fill(user.userPrincipalName);
    await this.page.getByRole("button", { name: "Next" }).click();
    await this.page.getByLabel("Password", { exact: true }).fill(user.password);
    await this.page.getByRole("button", { name: "Sign in" }).click();
  }

  // pick is the choice among those who are signed in in this browser.
  async pick(user: User): Promise<void> {
    await this.page.locator(`[data-test-id="${user.userPrincipalName}"]`).click();
  }

  // number is what the phone has to be told.
  async number(): Promise<string> {
    const number = this.page.locator("#idRichContext_DisplaySign");
    await expect(number).toHaveText(/^\d{2}$/);
    return (await number.innerText()).trim();
  }

  // otherWay leaves the method that is asked for first.
  async otherWay(method: string): Promise<void> {
    await this.page.locator("#signInAnotherWay").click();
    await this.page.locator(`[data-value=${method}]`).click();
  }

  async oneTimeCode(code: string): Promise<void> {
    await this.page.getByLabel("Code").fill(code);
    await this.page.getByRole("button", { name: "Verify" }).click();
  }

  // stay answers "Stay signed in?".
  async stay(answer: "Yes" | "No"): Promise<void> {
    await expect(this.page.getByRole("heading", { name: "Stay signed in?" })).toBeVisible();
    await this.page.getByRole("button", { name: answer, exact: true }).click();
  }

  // skipsApp puts off the app that is asked for after a text or a call.
  async skipsApp(): Promise<void> {
    await this.page.getByRole("button", { name: "Skip for now" }).click();
  }

  async endsWell(): Promise<void> {
    await expect(this.page.getByText("You can go back to Latchkey")).toBeVisible();
  }

  // text is what a person gets who selects the whole page and copies it.
  async text(): Promise<string> {
    return this.page.locator("body").innerText();
  }

  // endsOn waits for the browser to be sent to an address that can't be opened here. No
  // request for it leaves this machine.
  async endsOn(origin: string): Promise<() => Promise<string>> {
    const { resolve, promise } = deferred<string>();
    // Without any network Chromium fails such a request before it can be stopped here.
    this.page.on("request", (request) => {
      if (request.isNavigationRequest() && request.url().startsWith(`${origin}/`)) resolve(request.url());
    });
    await this.page.route(`${origin}/**`, (route) => route.abort());
    return () => promise;
  }

  #remember(request: Request): void {
    const body = new URLSearchParams(request.postData() ?? "");
    const url = new URL(request.url());
    const code = body.get("code") ?? url.searchParams.get("code");
    if (code) this.codes.push(code);
  }
}

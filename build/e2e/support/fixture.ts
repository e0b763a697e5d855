import { test as base, expect, type Page } from "@playwright/test";
import { Home } from "./home.ts";
import type { Child } from "./process.ts";
import { SignInPage } from "./signin-page.ts";
import { Wizard } from "./wizard.ts";

interface Fixtures {
  // home is a machine of its own, removed after the test.
  home: Home;
  // server is "latchkey serve" on it.
  server: Child;
  // wizard is Latchkey in the browser, at Home.
  wizard: Wizard;
  // signIn is the page that the person signs in on: another browser context, as the
  // system browser would be another program.
  signIn: SignInPage;
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names from it
  home: async ({}, use) => {
    const home = await Home.make();
    await use(home);
    await home.remove();
  },
  server: async ({ home }, use) => {
    await use(home.start(["serve", "--no-open"]));
  },
  wizard: async ({ server, page }, use) => {
    await enter(server, page);
    await use(new Wizard(page));
  },
  signIn: async ({ browser }, use) => {
    const context = await browser.newContext({ locale: "en-GB", viewport: { width: 900, height: 700 } });
    await use(new SignInPage(await context.newPage()));
    await context.close();
  },
});

// enter opens the one-time address that the server printed.
export async function enter(server: Child, page: Page): Promise<void> {
  const [address] = await server.says(/http:\/\/\S+/);
  await page.goto(address);
  await expect(page.getByRole("heading", { name: "Profiles", level: 1 })).toBeVisible();
}

export { expect };

import type { Desktop } from "./desktop.ts";
import type { Home } from "./home.ts";
import { type App, practiceApp, type User } from "./practice.ts";
import type { SignInPage } from "./signin-page.ts";

// fillInWindow makes a practice profile in the real window that is ready for Retrieve all
// Organizations.
export async function fillInWindow(window: Desktop, app: App, name: string): Promise<void> {
  await window.press("Try with practice");
  await (await window.field("Name")).type(name);
  await window.tick("Use 2-Factor Authentication");
  await window.tab("2-Factor Authentication");
  await (await window.field("ApplicationID")).type(app.applicationId);
  await (await window.field("Redirect URI")).type("http://localhost");
  await window.tab("CRM Connection");
}

// chooseInWindow picks an organization of the list and has it answer.
export async function chooseInWindow(window: Desktop, organization: string): Promise<void> {
  const row = `//*[@role='row'][contains(., '${organization}')]`;
  await (await window.driver.find(row)).click();
  await window.driver.find(`${row}[@aria-selected='true']`);
  await window.press("Test connection");
  await window.says("It works");
}

// windowPath is the whole path in the real window, from the first screen to an
// organization that has answered.
export async function windowPath(home: Home, window: Desktop, signIn: SignInPage, user: User, name: string): Promise<App> {
  const app = await practiceApp(home);
  await fillInWindow(window, app, name);
  await window.press("Retrieve all Organizations");

  await signIn.open(await home.inbox.next());
  await signIn.password(user);
  await (await window.field("Number shown in the browser")).type(await signIn.number());
  await window.press("Yes");
  await signIn.stay("No");
  await signIn.endsWell();

  await chooseInWindow(window, "Contoso Sales");
  return app;
}

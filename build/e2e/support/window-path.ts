import type { Desktop } from "./desktop.ts";
import type { Home } from "./home.ts";
import { type App, practiceApp, type User } from "./practice.ts";
import type { SignInPage } from "./signin-page.ts";

// windowPath is the whole path in the real window, from the first screen to an
// organization that has answered.
export async function windowPath(home: Home, window: Desktop, signIn: SignInPage, user: User, name: string): Promise<App> {
  const app = await practiceApp(home);
  await window.press("Try with practice");
  await (await window.field("Name")).type(name);
  await (await window.driver.find("//label[normalize-space()='Use 2-Factor Authentication']")).click();
  await window.tab("2-Factor Authentication");
  await (await window.field("ApplicationID")).type(app.applicationId);
  await (await window.field("Redirect URI")).type("http://localhost");
  await window.tab("CRM Connection");
  await window.press("Retrieve all Organizations");

  await signIn.open(await home.inbox.next());
  await signIn.password(user);
  await (await window.field("Number shown in the browser")).type(await signIn.number());
  await window.press("Yes");
  await signIn.stay("No");
  await signIn.endsWell();

  await (await window.driver.find("//*[@role='row'][contains(., 'Contoso Sales')]")).click();
  await window.driver.find("//*[@role='row'][@aria-selected='true'][contains(., 'Contoso Sales')]");
  await window.press("Test connection");
  await window.says("It works");
  return app;
}

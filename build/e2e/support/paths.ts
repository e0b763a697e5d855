import type { Home } from "./home.ts";
import { type App, practiceApp, type User } from "./practice.ts";
import type { SignInPage } from "./signin-page.ts";
import type { Wizard } from "./wizard.ts";

// fillIn makes a practice profile that is ready for Retrieve all Organizations.
export async function fillIn(home: Home, wizard: Wizard, name: string): Promise<App> {
  const app = await practiceApp(home);
  await wizard.newPractice();
  await wizard.name(name);
  await wizard.twoFactor({ applicationId: app.applicationId, redirectUri: "http://localhost" });
  return app;
}

// passByPush signs in on the page that is open, with the phone docked in the wizard.
export async function passByPush(wizard: Wizard, signIn: SignInPage, user: User, stay: "Yes" | "No" = "No"): Promise<void> {
  await signIn.password(user);
  await wizard.approve(await signIn.number());
  await signIn.stay(stay);
}

// Link is what the address that Latchkey opens says about the sign-in behind it.
export interface Link {
  // redirect is where the listener waits, with its port.
  redirect: URL;
  state: string;
}

export function linkOf(address: string): Link {
  const query = new URL(address).searchParams;
  return { redirect: new URL(query.get("redirect_uri") ?? ""), state: query.get("state") ?? "" };
}

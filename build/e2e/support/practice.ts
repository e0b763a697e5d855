import type { Home } from "./home.ts";

export interface User {
  userPrincipalName: string;
  password: string;
  totpSecret: string;
}

export interface App {
  applicationId: string;
  name: string;
  redirectUris: string[];
  // secrets of a Web registration: the first is good.
  secrets: { id: string; value: string; expires: string }[];
}

// practiceUser is one of the practice tenant's users, as a second process of the
// same home prints.
export async function practiceUser(home: Home, name: string): Promise<User> {
  const users = await ask<User[]>(home, "users");
  const user = users.find((one) => one.userPrincipalName === name);
  if (!user) throw new Error(`no practice user ${name} among ${users.map((one) => one.userPrincipalName)}`);
  return user;
}

// practiceApp is the registration that a practice profile uses.
export async function practiceApp(home: Home, name = "DocumentsCorePack Client"): Promise<App> {
  const apps = await ask<App[]>(home, "apps");
  const app = apps.find((one) => one.name === name);
  if (!app) throw new Error(`the practice tenant has no registration ${name}`);
  return app;
}

async function ask<T>(home: Home, what: string): Promise<T> {
  const { code, out, err } = await home.run("practice", what, "--json");
  if (code !== 0) throw new Error(`practice ${what}: ${code}: ${err}`);
  return JSON.parse(out) as T;
}

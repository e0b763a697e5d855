import type { Home } from "./home.ts";
import { patience } from "./patience.ts";
import type { User } from "./practice.ts";

// Waiting is something on a practice user's phone.
export interface Waiting {
  id: string;
  kind: "push" | "text" | "call" | "email";
  number?: string;
  code?: string;
}

// Ready is what the tenant prints when it answers.
export interface Ready {
  authority: string;
  controlUrl: string;
  controlToken: string;
}

// Control is the practice tenant's control API (docs/practice-control.md), opened by a second
// process of the same home.
export class Control {
  // authority is where other programs sign in, over plain HTTP.
  readonly authority: string;
  readonly #address: string;
  readonly #token: string;

  constructor(ready: Ready) {
    this.authority = ready.authority;
    this.#address = ready.controlUrl;
    this.#token = ready.controlToken;
  }

  static async open(home: Home): Promise<Control> {
    const door = home.start(["practice", "--json"]);
    const [line] = await door.says(/^\{.*\}$/m);
    return new Control(JSON.parse(line) as Ready);
  }

  // later moves the tenant's clock.
  async later(seconds: number): Promise<void> {
    await this.post("/clock", { advanceSeconds: seconds });
  }

  async organizations(count: number): Promise<void> {
    await this.settings({ organizations: count });
  }

  // settings of the tenant; those that are not named stay.
  async settings(change: Record<string, unknown>): Promise<void> {
    await this.put("/settings", change);
  }

  // certificate registers the public part of an application's certificate.
  async certificate(applicationId: string, pem: string): Promise<void> {
    await this.post(`/apps/${applicationId}/certificates`, { certificate: pem });
  }

  // scenario replaces everything in the tenant by what a scenario file says.
  async scenario(text: string): Promise<void> {
    await this.#send("PUT", "/scenario?name=test", text, "application/yaml");
  }

  // registration changes some fields of an application's registration.
  async registration(applicationId: string, change: Record<string, unknown>): Promise<void> {
    const apps = await this.get<{ applicationId: string; secrets: unknown; certificates: unknown }[]>("/apps");
    const app = apps.find((one) => one.applicationId === applicationId);
    if (!app) throw new Error(`no registration ${applicationId}`);
    const { secrets, certificates, ...fields } = app;
    await this.put(`/apps/${applicationId}`, { ...fields, ...change });
  }

  // user is one of the practice users, by what stands before the @.
  async user(local: string): Promise<User> {
    const users = await this.get<User[]>("/users");
    const user = users.find((one) => one.userPrincipalName === `${local}@contoso.example`);
    if (!user) throw new Error(`no practice user ${local}`);
    return user;
  }

  // waiting is what comes to the user's phone.
  async waiting(local: string): Promise<Waiting> {
    return this.get<Waiting>(`/wait-prompt?user=${local}@contoso.example&timeoutSeconds=${patience / 1000}`);
  }

  // code is the one-time code of the user's app.
  async code(local: string): Promise<string> {
    return (await this.get<{ code: string }>(`/users/${local}@contoso.example/code`)).code;
  }

  // policies replaces what holds for everybody.
  async policies(policies: Record<string, unknown>): Promise<void> {
    await this.put("/policies", policies);
  }

  get<T>(path: string): Promise<T> {
    return this.#send<T>("GET", path);
  }

  post<T>(path: string, body: unknown = {}): Promise<T> {
    return this.#send<T>("POST", path, JSON.stringify(body));
  }

  put<T>(path: string, body: unknown): Promise<T> {
    return this.#send<T>("PUT", path, JSON.stringify(body));
  }

  async #send<T>(method: string, path: string, body?: string, type = "application/json"): Promise<T> {
    const answer = await fetch(this.#address + path, {
      method,
      headers: { Authorization: `Bearer ${this.#token}`, "Content-Type": type },
      ...(body === undefined ? {} : { body }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return JSON.parse(text) as T;
  }
}

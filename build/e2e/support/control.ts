import type { Home } from "./home.ts";

// Control is the practice tenant's control door (docs/practice.md), opened by a second
// process of the same home.
export class Control {
  readonly #address: string;
  readonly #token: string;

  private constructor(address: string, token: string) {
    this.#address = address;
    this.#token = token;
  }

  static async open(home: Home): Promise<Control> {
    const door = home.start(["practice", "--json"]);
    const [line] = await door.says(/^\{.*\}$/m);
    const { controlUrl, controlToken } = JSON.parse(line) as { controlUrl: string; controlToken: string };
    return new Control(controlUrl, controlToken);
  }

  // later moves the tenant's clock.
  async later(seconds: number): Promise<void> {
    await this.#send("POST", "/clock", { advanceSeconds: seconds });
  }

  async organizations(count: number): Promise<void> {
    await this.#send("PUT", "/settings", { organizations: count });
  }

  // settings of the tenant; those that are not named stay.
  async settings(change: Record<string, unknown>): Promise<void> {
    await this.#send("PUT", "/settings", change);
  }

  // certificate registers the public part of an application's certificate.
  async certificate(applicationId: string, pem: string): Promise<void> {
    await this.#send("POST", `/apps/${applicationId}/certificates`, { certificate: pem });
  }

  // scenario replaces everything in the tenant by what a scenario file says.
  async scenario(text: string): Promise<void> {
    await this.#send("PUT", "/scenario?name=test", text, "application/yaml");
  }

  async #send(method: string, path: string, body: unknown, type = "application/json"): Promise<void> {
    const answer = await fetch(this.#address + path, {
      method,
      headers: { Authorization: `Bearer ${this.#token}`, "Content-Type": type },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  }
}

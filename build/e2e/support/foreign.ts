import { once } from "node:events";
import { spawn } from "node:child_process";
import { createInterface, type Interface } from "node:readline";
import { fileURLToPath } from "node:url";
import { Control, type Ready } from "./control.ts";
import type { Home } from "./home.ts";
import { type App, practiceApp, practiceUser } from "./practice.ts";

const directory = fileURLToPath(new URL("../../clients", import.meta.url));

// Those that are not Node's.
const commands: Record<string, string[]> = {
  azidentity: ["azidentity/azidentity"],
  // Debian's own Python has Debian's MSAL.
  msal_python: ["/usr/bin/python3", "programs/msal_python.py"],
};

interface Served extends Ready {
  tlsAuthority: string;
  caFile: string;
  tenantId: string;
}

// Tenant is what a program of others is told of the practice tenant.
export interface Tenant {
  authority: string;
  host: string;
  tenantId: string;
  caFile: string;
  organization: string;
  sandbox: string;
  public: string;
  web: string;
  secret: string;
  // api is the address of the web registration as an API of one's own.
  api: string;
  singlePage: string;
  // person has no second factor, mfa has one.
  person: { userName: string; password: string };
  mfa: { userName: string; password: string };
}

// practiceTenant starts one that is served over TLS, with a registration for single-page
// programs. Only the test has its control API.
export async function practiceTenant(home: Home): Promise<{ tenant: Tenant; control: Control }> {
  const server = home.start(["practice", "--tls", "--json"]);
  const [line] = await server.says(/^\{.*\}$/m);
  const ready = JSON.parse(line) as Served;
  const host = new URL(ready.tlsAuthority).origin;
  const control = new Control(ready);
  const register = (name: string, platform: string, ...paths: string[]) =>
    control.post<App>("/apps", { name, platform, redirectUris: paths.map((path) => `http://localhost${path}`) });
  const singlePage = await register("Single page", "spa", "/bridge", "/", "/bye");
  const callbacks = ["/callback", "/auth/callback/microsoft-entra-id", "/api/auth/callback/azure-ad", "/oauth2/callback"];
  const { applicationId } = await register("Web program", "web", ...callbacks);
  const api = `api://${applicationId}`;
  await control.registration(applicationId, {
    identifierUris: [api],
    scopes: ["access_as_user"],
    requestedAccessTokenVersion: 2,
    idTokens: true,
  });
  const web = await control.post<App>(`/apps/${applicationId}/secrets`, { name: "its own" });
  const user = async (name: string) => {
    const { userPrincipalName, password } = await practiceUser(home, `${name}@contoso.example`);
    return { userName: userPrincipalName, password };
  };
  const tenant = {
    authority: ready.tlsAuthority,
    host,
    tenantId: ready.tenantId,
    caFile: ready.caFile,
    organization: `${host}/org/contoso`,
    sandbox: `${host}/org/contososandbox`,
    public: (await practiceApp(home, "DocumentsCorePack Client")).applicationId,
    web: web.applicationId,
    secret: web.secrets[0]?.value ?? "",
    api,
    singlePage: singlePage.applicationId,
    person: await user("password"),
    mfa: await user("totp"),
  };
  return { tenant, control };
}

// ForeignProgram is one of build/clients that runs.
export class ForeignProgram {
  readonly #lines: AsyncIterator<string>;
  readonly #stop: () => Promise<void>;
  errors = "";

  private constructor(lines: Interface, stop: () => Promise<void>) {
    this.#lines = lines[Symbol.asyncIterator]();
    this.#stop = stop;
  }

  static start(tenant: Partial<Tenant>, name: string, ...args: string[]): ForeignProgram {
    const [command = "", ...first] = commands[name] ?? [process.execPath, `programs/${name}.mjs`];
    const ca = tenant.caFile && {
      NODE_EXTRA_CA_CERTS: tenant.caFile,
      REQUESTS_CA_BUNDLE: tenant.caFile,
      SSL_CERT_FILE: tenant.caFile,
    };
    const child = spawn(command, [...first, ...args], { cwd: directory, env: { PATH: process.env.PATH, ...ca } });
    const program = new ForeignProgram(createInterface(child.stdout), async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill();
      await once(child, "close");
    });
    child.stderr.on("data", (data: Buffer) => (program.errors += data));
    child.stdin.end(JSON.stringify(tenant));
    return program;
  }

  // opens is the next address that the program wants a browser for.
  async opens(): Promise<string> {
    const { open } = await this.#next();
    if (!open) throw new Error(`the program did not ask for a browser: ${this.errors}`);
    return open;
  }

  async result(): Promise<unknown> {
    return (await this.#next()).result;
  }

  stop(): Promise<void> {
    return this.#stop();
  }

  async #next(): Promise<{ open?: string; result?: unknown }> {
    const { value, done } = await this.#lines.next();
    if (done) throw new Error(`the program ended: ${this.errors}`);
    return JSON.parse(value);
  }
}

import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Inbox } from "./inbox.ts";
import { Keyring } from "./keyring.ts";
import { Child } from "./process.ts";
import { latchkeyBinary } from "./programs.ts";

// Result is what a command that has ended left.
export interface Result {
  code: number;
  out: string;
  err: string;
}

// Home is one person's machine: an empty home directory, a keychain and a browser
// to open addresses with. Everything Latchkey writes is below its directory.
export class Home {
  readonly directory: string;
  readonly inbox: Inbox;
  readonly environment: NodeJS.ProcessEnv;
  // children are Latchkey's processes that this test started, ended ones too.
  readonly children: Child[] = [];
  readonly #answering = new Set<Child>();
  readonly #keyring: Keyring;

  private constructor(directory: string, environment: NodeJS.ProcessEnv, keyring: Keyring, inbox: Inbox) {
    this.directory = directory;
    this.environment = environment;
    this.#keyring = keyring;
    this.inbox = inbox;
  }

  static async make(): Promise<Home> {
    const directory = mkdtempSync(join(tmpdir(), "lk-"));
    const sub = (name: string) => {
      const path = join(directory, name);
      mkdirSync(path, { mode: 0o700 });
      return path;
    };
    // From nothing: what the machine's own session has must not leak in.
    const environment: NodeJS.ProcessEnv = {
      PATH: process.env.PATH,
      LANG: "C.UTF-8",
      HOME: sub("home"),
      LATCHKEY_HOME: sub("latchkey"),
      XDG_DATA_HOME: sub("data"),
      XDG_CACHE_HOME: sub("cache"),
      XDG_CONFIG_HOME: sub("config"),
      XDG_STATE_HOME: sub("state"),
      XDG_RUNTIME_DIR: sub("run"),
      TMPDIR: sub("tmp"),
    };
    const keyring = await Keyring.start(sub("bus"), environment);
    environment.DBUS_SESSION_BUS_ADDRESS = keyring.address;
    const inbox = new Inbox(sub("browser"));
    environment.BROWSER = inbox.script;
    return new Home(directory, environment, keyring, inbox);
  }

  // start starts latchkey, or another program with the same environment and more. All
  // that it says is log.
  start(args: readonly string[], more: NodeJS.ProcessEnv = {}, program = latchkeyBinary): Child {
    const child = new Child([program, ...args], { env: { ...this.environment, ...more } });
    this.children.push(child);
    return child;
  }

  // run runs a latchkey command to its end. What it writes to standard output is the
  // answer that was asked for, the rest is log.
  async run(...args: string[]): Promise<Result> {
    const child = this.start(args);
    this.#answering.add(child);
    const code = await child.exit();
    return { code, out: child.out, err: child.err };
  }

  // logs is all that Latchkey's processes said without being asked.
  logs(): string {
    return this.children.map((child) => (this.#answering.has(child) ? child.err : child.out + child.err)).join("\n");
  }

  async remove(): Promise<void> {
    const problems: unknown[] = [];
    for (const child of [...this.children].reverse()) {
      // Latchkey ends on Ctrl+C.
      await child.stop("SIGINT").catch((error: unknown) => problems.push(error));
    }
    await this.#keyring.stop().catch((error: unknown) => problems.push(error));
    this.inbox.close();
    rmSync(this.directory, { recursive: true, force: true });
    if (problems.length > 0) throw new AggregateError(problems, "what the test started did not end");
  }
}

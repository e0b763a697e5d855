import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { patience } from "./patience.ts";

// Child is a process that ends with its test: when the test's own process dies
// without having said good-bye, the kernel ends the child (setpriv, util-linux).
export class Child {
  readonly process: ChildProcess;
  out = "";
  err = "";
  #exited: Promise<number>;
  #heard = new Set<() => void>();

  constructor(argv: readonly string[], options: SpawnOptions & { input?: string } = {}) {
    const { input, ...rest } = options;
    this.process = spawn("setpriv", ["--pdeathsig", "TERM", "--", ...argv], { stdio: "pipe", ...rest });
    this.process.stdout?.on("data", (data: Buffer) => this.#hear(() => (this.out += data)));
    this.process.stderr?.on("data", (data: Buffer) => this.#hear(() => (this.err += data)));
    this.#exited = new Promise((resolve, reject) => {
      this.process.once("error", reject);
      this.process.once("close", (code, signal) => {
        resolve(code ?? (signal ? 128 : 0));
        this.#hear(() => undefined);
      });
    });
    // A child that can't be started is reported by whoever waits for it.
    this.#exited.catch(() => undefined);
    this.process.stdin?.on("error", () => undefined);
    this.process.stdin?.end(input ?? "");
  }

  get pid(): number {
    return this.process.pid ?? 0;
  }

  get ended(): boolean {
    return this.process.exitCode !== null || this.process.signalCode !== null;
  }

  // exit waits for the end and gives the exit code.
  exit(): Promise<number> {
    return this.#exited;
  }

  // says waits until the output matches, and fails with all of it when it ended first.
  async says(pattern: RegExp): Promise<RegExpMatchArray> {
    for (;;) {
      const found = this.out.match(pattern) ?? this.err.match(pattern);
      if (found) return found;
      if (this.ended) throw new Error(`ended before it said ${pattern}: ${this.out}${this.err}`);
      await Promise.race([new Promise<void>((resolve) => this.#heard.add(resolve)), this.#exited]);
    }
  }

  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
    if (this.ended || !this.pid) return;
    this.process.kill(signal);
    await Promise.race([this.#exited, once(AbortSignal.timeout(patience), "abort")]);
    if (!this.ended) {
      this.process.kill("SIGKILL");
      await this.#exited;
      throw new Error(`did not end on ${signal}: ${this.out}${this.err}`);
    }
  }

  #hear(take: () => void): void {
    take();
    for (const wake of this.#heard) wake();
    this.#heard.clear();
  }
}

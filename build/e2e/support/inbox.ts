import { execFileSync } from "node:child_process";
import { closeSync, constants, openSync, writeFileSync } from "node:fs";
import { Socket } from "node:net";
import { join } from "node:path";

// Inbox stands in for the system browser: $BROWSER is a script that hands each
// address it is told to open to the test, through a pipe that keeps nothing.
export class Inbox {
  // script is what $BROWSER has to be.
  readonly script: string;
  // opened are all addresses so far, as they stood on the script's command line.
  readonly opened: string[] = [];
  // at are the moments at which they came, in milliseconds since 1970.
  readonly at: number[] = [];
  #taken = 0;
  #wake: (() => void) | undefined;
  #pipe: Socket;

  constructor(directory: string) {
    const pipe = join(directory, "opened");
    this.script = join(directory, "browser");
    execFileSync("mkfifo", ["-m", "600", pipe]);
    writeFileSync(this.script, `#!/bin/sh\nprintf '%s\\n' "$1" > '${pipe}'\n`, { mode: 0o700 });
    // Open for both ways, or the first writer's leaving would end the pipe.
    const descriptor = openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK);
    try {
      this.#pipe = new Socket({ fd: descriptor, readable: true, writable: false });
    } catch (error) {
      closeSync(descriptor);
      throw error;
    }
    let rest = "";
    this.#pipe.on("data", (data: Buffer) => {
      const lines = (rest + data).split("\n");
      rest = lines.pop() ?? "";
      this.opened.push(...lines);
      this.at.push(...lines.map(() => Date.now()));
      if (lines.length > 0) this.#wake?.();
    });
  }

  // next waits for the next address that Latchkey opens; the test's own limit bounds it.
  async next(): Promise<string> {
    while (this.opened.length <= this.#taken) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.opened[this.#taken++] ?? "";
  }

  close(): void {
    this.#pipe.destroy();
  }
}

import { Child } from "./process.ts";

// Screen is a display that nobody sees (Xvfb).
export class Screen {
  readonly display: string;
  readonly #server: Child;

  private constructor(display: string, server: Child) {
    this.display = display;
    this.#server = server;
  }

  static async start(environment: NodeJS.ProcessEnv): Promise<Screen> {
    // It picks a free number and prints it when it is ready.
    const server = new Child(["Xvfb", "-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"], {
      env: environment,
    });
    const [, number] = await server.says(/^(\d+)\s/m);
    return new Screen(`:${number}`, server);
  }

  async stop(): Promise<void> {
    await this.#server.stop();
  }
}

import { execFileSync } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "@playwright/test";
import type { Home } from "./home.ts";
import { eventually } from "./patience.ts";
import type { Child } from "./process.ts";
import { desktopBinary } from "./programs.ts";
import { Screen } from "./screen.ts";
import { type Element, WebDriver } from "./webdriver.ts";

// Desktop is the person at the real window: latchkey-desktop as it is shipped, on a
// display of its own.
export class Desktop {
  readonly driver: WebDriver;
  readonly #process: Child;
  readonly #screen: Screen;

  private constructor(driver: WebDriver, process: Child, screen: Screen) {
    this.driver = driver;
    this.#process = process;
    this.#screen = screen;
  }

  static async open(home: Home, colorScheme: "light" | "dark" = "light"): Promise<Desktop> {
    const screen = await Screen.start(home.environment);
    const port = await freePort();
    // The driver starts the window, with its own environment.
    const process = home.start(
      [`--port=${port}`],
      {
        DISPLAY: screen.display,
        LD_PRELOAD: compiledShim(home.directory),
        GTK_THEME: colorScheme === "dark" ? "Adwaita:dark" : "Adwaita",
        // No accessibility bus: the session has none.
        NO_AT_BRIDGE: "1",
      },
      "WebKitWebDriver",
    );
    const address = `http://127.0.0.1:${port}`;
    // It doesn't say when it is ready.
    const ready = () => fetch(`${address}/status`).then((answer) => answer.ok, () => false);
    await expect.poll(ready, { message: "WebKitWebDriver" }).toBe(true);
    const driver = await WebDriver.open(address, {
      "webkitgtk:browserOptions": { binary: desktopBinary, args: [] },
    }).catch((error: unknown) => {
      // When the window ends too early, the driver waits on, and only the window has said why.
      throw new Error(`no window: ${process.out}${process.err}`, { cause: error });
    });
    await driver.painted();
    return new Desktop(driver, process, screen);
  }

  button(name: string): Promise<Element> {
    return this.driver.find(`//button[normalize-space()=${quoted(name)} or @aria-label=${quoted(name)}]`);
  }

  async press(name: string): Promise<void> {
    await (await this.button(name)).click();
  }

  // A tab holds its name twice: Fluent keeps room for it in bold.
  async tab(name: string): Promise<void> {
    await (await this.driver.find(`//button[@role='tab'][starts-with(normalize-space(),${quoted(name)})]`)).click();
  }

  // field is the input with this label; a required one's label ends with a star.
  field(label: string): Promise<Element> {
    const text = quoted(label);
    const labels = `//label[normalize-space()=${text} or normalize-space()=concat(${text},'*')]`;
    return this.driver.find(`//*[self::input or self::textarea][@id=${labels}/@for or @aria-labelledby=${labels}/@id]`);
  }

  // tick presses a checkbox's label until it is ticked: a press on a window that is being
  // drawn can be lost.
  async tick(label: string): Promise<void> {
    const box = await this.driver.find(`//input[@type='checkbox'][@id=//label[normalize-space()=${quoted(label)}]/@for]`);
    const pressed = await this.driver.find(`//label[normalize-space()=${quoted(label)}]`);
    await eventually(
      async () => {
        if (await box.selected()) return;
        await pressed.click();
        if (!(await box.selected())) throw new Error(`${label} is not ticked`);
      },
      () => true,
    );
  }

  // says waits for a text anywhere in the window.
  async says(text: string): Promise<Element> {
    return this.driver.find(`//*[text()[contains(normalize-space(),${quoted(text)})]]`);
  }

  // isGone says whether the window has closed itself.
  async isGone(): Promise<boolean> {
    return this.driver.run("return 1").then(() => false, () => true);
  }

  async close(): Promise<void> {
    try {
      await this.driver.close();
    } finally {
      await this.#process.stop();
      await this.#screen.stop();
    }
  }
}

// quoted makes an XPath literal; no text here has both kinds of quotes.
function quoted(text: string): string {
  return text.includes("'") ? `"${text}"` : `'${text}'`;
}

function compiledShim(directory: string): string {
  const source = fileURLToPath(new URL("../shim/automation.c", import.meta.url));
  const library = join(directory, "tmp", "automation.so");
  const flags = execFileSync("pkg-config", ["--cflags", "--libs", "webkit2gtk-4.1"], { encoding: "utf8" });
  execFileSync("gcc", ["-shared", "-fPIC", "-o", library, source, ...flags.trim().split(/\s+/)]);
  return library;
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

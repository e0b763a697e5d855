// The part of WebDriver (W3C, https://www.w3.org/TR/webdriver2/) that a person needs:
// find, click, type, read, look.

import { eventually, patience } from "./patience.ts";

const elementKey = "element-6066-11e4-a52e-4f735466cecf";

export class WebDriverError extends Error {
  // kind is the driver's word for what went wrong.
  readonly kind: string;

  constructor(kind: string, message: string, options?: ErrorOptions) {
    super(`${kind}: ${message}`, options);
    this.kind = kind;
  }
}

// A page that is being drawn, or drawn again, has an element in a moment.
const passing = (error: unknown) =>
  error instanceof WebDriverError &&
  ["no such element", "stale element reference", "element not interactable", "element click intercepted"].includes(error.kind);

// WebDriver is one session with one window.
export class WebDriver {
  readonly #session: string;

  private constructor(session: string) {
    this.#session = session;
  }

  static async open(driver: string, capabilities: Record<string, unknown>): Promise<WebDriver> {
    const { sessionId } = await send<{ sessionId: string }>("POST", `${driver}/session`, {
      capabilities: { alwaysMatch: capabilities },
    });
    return new WebDriver(`${driver}/session/${sessionId}`);
  }

  // find waits for the first element that the XPath names. The driver's own waiting gives
  // up at once when the page changes meanwhile.
  async find(xpath: string): Promise<Element> {
    const look = async () => {
      const found = await this.#send<Record<string, string>>("POST", "/element", { using: "xpath", value: xpath });
      return `${this.#session}/element/${found[elementKey]}`;
    };
    await eventually(look, passing);
    return new Element(look);
  }

  // painted waits for two frames: a window that is not on the screen yet paints none,
  // and the driver waits for ever for a click on it to arrive.
  async painted(): Promise<void> {
    const script = "const [done] = arguments; requestAnimationFrame(() => requestAnimationFrame(() => done()))";
    await this.#send("POST", "/execute/async", { script, args: [] });
  }

  // run runs a script in the page.
  async run(script: string): Promise<void> {
    await this.#send("POST", "/execute/sync", { script, args: [] });
  }

  // screenshot is a PNG of the page.
  async screenshot(): Promise<Buffer> {
    return Buffer.from(await this.#send<string>("GET", "/screenshot"), "base64");
  }

  async close(): Promise<void> {
    await this.#send("DELETE", "").catch((error: unknown) => {
      // The window goes with its session, which the driver then misses.
      if (!(error instanceof WebDriverError && error.kind === "no such window")) throw error;
    });
  }

  #send<T>(method: string, path: string, body?: unknown): Promise<T> {
    return send<T>(method, this.#session + path, body);
  }
}

// Element is what an XPath names. It is looked for anew before each thing that is done to
// it, because React may have put another in its place.
export class Element {
  readonly #look: () => Promise<string>;

  constructor(look: () => Promise<string>) {
    this.#look = look;
  }

  click(): Promise<void> {
    return this.#do((address) => send("POST", `${address}/click`, {}));
  }

  // type replaces what stands there, as a person does: Ctrl+A, then the text. A call
  // of its own each, at whose end the driver lets go of Ctrl.
  type(text: string): Promise<void> {
    return this.#do(async (address) => {
      await send("POST", `${address}/value`, { text: "\uE009a" });
      await send("POST", `${address}/value`, { text });
    });
  }

  // selected says whether a checkbox is ticked.
  selected(): Promise<boolean> {
    return this.#do((address) => send("GET", `${address}/selected`));
  }

  // value is what a field holds.
  value(): Promise<string> {
    return this.#do((address) => send("GET", `${address}/property/value`));
  }

  text(): Promise<string> {
    return this.#do((address) => send("GET", `${address}/text`));
  }

  #do<T>(what: (address: string) => Promise<T>): Promise<T> {
    return eventually(async () => what(await this.#look()), passing);
  }
}

async function send<T>(method: string, address: string, body?: unknown): Promise<T> {
  const text = body === undefined ? undefined : JSON.stringify(body);
  const step = `${method} ${new URL(address).pathname} ${text ?? ""}`;
  const response = await fetch(address, {
    method,
    // A step that hangs is reported as that step, not as the test's time limit.
    signal: AbortSignal.timeout(patience),
    ...(text !== undefined && { body: text, headers: { "Content-Type": "application/json" } }),
  }).catch((error: unknown) => {
    throw new WebDriverError("no answer", step, { cause: error });
  });
  const { value } = (await response.json()) as { value: T & { error?: string; message?: string } };
  if (!response.ok) throw new WebDriverError(value.error ?? "error", `${value.message} (${step})`);
  return value;
}

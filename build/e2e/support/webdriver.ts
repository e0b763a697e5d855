// The part of WebDriver (W3C, https://www.w3.org/TR/webdriver2/) that a person needs:
// find, click, type, read, look.

const elementKey = "element-6066-11e4-a52e-4f735466cecf";

// how long the driver looks for an element before it says there is none
const patience = 20_000;

export class WebDriverError extends Error {}

// WebDriver is one session with one window.
export class WebDriver {
  readonly #session: string;

  private constructor(session: string) {
    this.#session = session;
  }

  static async open(driver: string, capabilities: Record<string, unknown>): Promise<WebDriver> {
    const { sessionId } = await send<{ sessionId: string }>("POST", `${driver}/session`, {
      capabilities: { alwaysMatch: { ...capabilities, timeouts: { implicit: patience } } },
    });
    return new WebDriver(`${driver}/session/${sessionId}`);
  }

  // find waits for the first element that the XPath names.
  async find(xpath: string): Promise<Element> {
    const found = await this.#send<Record<string, string>>("POST", "/element", { using: "xpath", value: xpath });
    return new Element(`${this.#session}/element/${found[elementKey]}`);
  }

  // painted waits for two frames: a window that is not on the screen yet paints none,
  // and the driver waits for ever for a click on it to arrive.
  async painted(): Promise<void> {
    const script = "const [done] = arguments; requestAnimationFrame(() => requestAnimationFrame(() => done()))";
    await this.#send("POST", "/execute/async", { script, args: [] });
  }

  // screenshot is a PNG of the page.
  async screenshot(): Promise<Buffer> {
    return Buffer.from(await this.#send<string>("GET", "/screenshot"), "base64");
  }

  async close(): Promise<void> {
    await this.#send("DELETE", "").catch((error: unknown) => {
      // The window goes with its session, which the driver then misses.
      if (!(error instanceof WebDriverError && error.message.startsWith("no such window"))) throw error;
    });
  }

  #send<T>(method: string, path: string, body?: unknown): Promise<T> {
    return send<T>(method, this.#session + path, body);
  }
}

export class Element {
  readonly #address: string;

  constructor(address: string) {
    this.#address = address;
  }

  click(): Promise<void> {
    return send("POST", `${this.#address}/click`, {});
  }

  // type replaces what stands there, as a person does: Ctrl+A, then the text. A call
  // of its own each, at whose end the driver lets go of Ctrl.
  async type(text: string): Promise<void> {
    await send("POST", `${this.#address}/value`, { text: "\uE009a" });
    await send("POST", `${this.#address}/value`, { text });
  }

  text(): Promise<string> {
    return send("GET", `${this.#address}/text`);
  }
}

async function send<T>(method: string, address: string, body?: unknown): Promise<T> {
  const text = body === undefined ? undefined : JSON.stringify(body);
  const step = `${method} ${new URL(address).pathname} ${text ?? ""}`;
  const response = await fetch(address, {
    method,
    // A step that hangs is reported as that step, not as the test's time limit.
    signal: AbortSignal.timeout(2 * patience),
    ...(text !== undefined && { body: text, headers: { "Content-Type": "application/json" } }),
  }).catch((error: unknown) => {
    throw new WebDriverError(`no answer to ${step}`, { cause: error });
  });
  const { value } = (await response.json()) as { value: T & { error?: string; message?: string } };
  if (!response.ok) throw new WebDriverError(`${value.error}: ${value.message} (${step})`);
  return value;
}

// What a page of another origin can try. It runs in the hostile page.

export interface Attempt {
  server: string;
  bearer: string;
  script: string;
}

// attack gives, for each way in, what the page got to know.
export async function attack({ server, bearer, script }: Attempt): Promise<Record<string, string>> {
  const tried: Record<string, string> = {};
  const call = `${server}/api/call/Practice.Reset`;

  const read = async (name: string, address: string, init: RequestInit) => {
    try {
      const answer = await fetch(address, init);
      tried[name] = answer.type === "opaque" ? "opaque" : `${answer.status} ${await answer.text()}`;
    } catch {
      tried[name] = "refused";
    }
  };
  await read("read the page", `${server}/`, {});
  await read("read the page, no-cors", `${server}/`, { mode: "no-cors", credentials: "include" });
  await read("read the bridge", `${server}/latchkey-bridge.js`, {});
  await read("call as JSON", call, { method: "POST", body: "[]", headers: { "Content-Type": "application/json" } });
  await read("call as text", call, { method: "POST", body: "[]", mode: "no-cors", headers: { "Content-Type": "text/plain" } });
  // Even somebody with the key could not use it from here.
  await read("call with the bearer", call, { method: "POST", body: "[]", headers: { Authorization: `Bearer ${bearer}` } });
  await read("ticket", `${server}/api/ticket`, { method: "POST", body: '{"ticket":"x"}', mode: "no-cors" });
  await read("events", `${server}/api/events`, { headers: { Authorization: `Bearer ${bearer}` } });

  const load = <E extends HTMLElement>(name: string, element: E) =>
    new Promise<void>((resolve) => {
      element.addEventListener("load", () => resolve(void (tried[name] = "loaded")));
      element.addEventListener("error", () => resolve(void (tried[name] = "refused")));
      document.body.append(element);
    });
  const create = <K extends keyof HTMLElementTagNameMap>(tag: K, set: Partial<HTMLElementTagNameMap[K]>) =>
    Object.assign(document.createElement(tag), set);
  await load("script", create("script", { src: `${server}/latchkey-bridge.js` }));
  await load("module", create("script", { src: script, type: "module" }));
  await load("image", create("img", { src: `${server}/favicon.ico` }));
  await load("style", create("link", { rel: "stylesheet", href: `${server}/api/call/Profiles.List` }));
  // A frame loads in any case: a refusal shows as an empty page of an opaque origin.
  const frame = create("iframe", { src: `${server}/` });
  await load("frame", frame);
  try {
    tried.frame = frame.contentDocument ? `read ${frame.contentDocument.title}` : "refused";
  } catch {
    tried.frame = "refused";
  }

  tried.socket = await new Promise((resolve) => {
    const socket = new WebSocket(`${server.replace("http", "ws")}/api/events`);
    socket.onopen = () => resolve("open");
    socket.onerror = () => resolve("refused");
  });
  return tried;
}

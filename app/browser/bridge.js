// The bridge makes a browser tab look like a Wails window to the front end: it
// installs window.go and window.runtime, which the generated bindings call, with the
// behaviour of Wails v2's own (its internal/frontend/runtime). It runs first of all
// scripts. Settings are filled in by the server.
"use strict";
(() => {
  const settings = /*SETTINGS*/ {};
  const KEY = "latchkey-bearer";

  // ---- Signing in: ticket -> bearer -------------------------------------------

  // The ticket leaves the address, and with it the history and the screen, before
  // anything else happens, also before it is known whether it is any good.
  // What stays is the page that the address is for.
  function takeTicket() {
    const given = new URLSearchParams(location.hash.slice(1));
    const ticket = given.get("ticket");
    const page = given.get("page");
    const rest = /^[a-z]+$/.test(page || "") ? "#/" + page : "";
    if (ticket) history.replaceState(null, "", location.pathname + rest);
    return ticket;
  }

  const ticket = takeTicket();
  // sessionStorage belongs to this tab and this port, unlike cookies.
  let bearer = ticket ? null : sessionStorage.getItem(KEY);
  if (ticket) sessionStorage.removeItem(KEY);

  async function exchange() {
    if (bearer) return;
    if (!ticket) return refuse("browser-session-unknown");
    const answer = await post("/api/ticket", { ticket });
    if (answer.error) return refuse(answer.error.code);
    bearer = answer.bearer;
    sessionStorage.setItem(KEY, bearer);
  }

  async function post(path, body) {
    const headers = { "Content-Type": "application/json" };
    if (bearer) headers.Authorization = "Bearer " + bearer;
    let response;
    try {
      response = await fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
    } catch {
      // The tab may just be reloading; if Latchkey has ended, the event stream tells.
      return { error: { kind: "network", code: "browser-gone" } };
    }
    let answer;
    try {
      answer = await response.json();
    } catch {
      answer = { error: { kind: "internal", code: "internal", detail: "HTTP " + response.status } };
    }
    if (response.status === 401) return refuse(answer.error.code);
    return answer;
  }

  // ---- Refusal ----------------------------------------------------------------

  // These words stand here and not in the catalogue, because whoever reads them may
  // load nothing of the application.
  const WORDS = {
    "browser-ticket-used": [
      "This address was used a second time",
      "Latchkey's address works once. Because it was used again, somebody else may have copied it, so Latchkey has ended the session that it had opened.",
      "Close this tab and open Latchkey again. If you did not open the address twice yourself, check who else is signed in on this computer.",
    ],
    "browser-session-revoked": [
      "Latchkey has ended this session",
      "The address of this tab was used a second time, so somebody else may have copied it.",
      "Close this tab and open Latchkey again. If you did not open the address twice yourself, check who else is signed in on this computer.",
    ],
    "browser-ticket-expired": [
      "This address has expired",
      "Latchkey's address works for a short time only.",
      "Open Latchkey again, or copy the new address that it prints.",
    ],
    "browser-gone": [
      "Latchkey is not running any more",
      "Nothing that you saved is lost.",
      "Start Latchkey again. You can close this tab.",
    ],
    closed: ["You can close this tab", "Latchkey ends by itself a minute after its last tab.", ""],
  };
  const UNKNOWN = [
    "Open Latchkey from its own start",
    "This tab has no permission to use Latchkey: it was not opened by Latchkey, or Latchkey has been started anew since.",
    "Start Latchkey, or run \"latchkey serve\" and open the address that it prints.",
  ];

  let refused = false;
  const refusal = new AbortController();

  // refuse replaces the page by plain words and never returns to its caller, so that
  // the application does not show errors of its own on top.
  function refuse(code) {
    if (!refused) {
      refused = true;
      refusal.abort();
      if (code !== "browser-gone") sessionStorage.removeItem(KEY);
      if (document.readyState === "loading") {
        document.addEventListener("DOMContentLoaded", () => showWords(code));
      } else {
        showWords(code);
      }
    }
    return new Promise(() => {});
  }

  function showWords(code) {
    const [title, what, next] = WORDS[code] || UNKNOWN;
    const main = document.createElement("main");
    main.id = "latchkey-refused";
    main.dataset.code = code;
    main.append(element("h1", title), element("p", what), element("p", next));
    document.title = title;
    // By CSSOM: the policy allows no style attributes.
    Object.assign(main.style, { font: "16px/1.5 system-ui, sans-serif", maxWidth: "36em", margin: "4em auto", padding: "0 1em" });
    document.documentElement.style.colorScheme = "light dark";
    document.body.replaceChildren(main);
  }

  function element(name, text) {
    const e = document.createElement(name);
    e.textContent = text;
    return e;
  }

  // ---- window.go: calls -------------------------------------------------------

  const ready = exchange();

  // Wails rejects with an Error whose message is what its ErrorFormatter returned:
  // here as there, the problem as JSON.
  async function call(name, args) {
    await ready;
    const answer = await post("/api/call/" + name, args);
    if (answer.error) throw new Error(JSON.stringify(answer.error));
    return answer.result;
  }

  window.go = {};
  for (const [pkg, structs] of Object.entries(settings.bindings)) {
    window.go[pkg] = {};
    for (const [struct, methods] of Object.entries(structs)) {
      window.go[pkg][struct] = {};
      for (const method of methods) {
        window.go[pkg][struct][method] = (...args) => call(struct + "." + method, args);
      }
    }
  }

  // ---- Events -----------------------------------------------------------------

  const listeners = new Map(); // name -> Set of {callback, left}

  function notify(name, data) {
    for (const listener of [...(listeners.get(name) || [])]) {
      listener.left -= 1;
      if (listener.left === 0) listeners.get(name)?.delete(listener);
      listener.callback(...data);
    }
  }

  function eventsOnMultiple(name, callback, times) {
    const listener = { callback, left: times || -1 };
    if (!listeners.has(name)) listeners.set(name, new Set());
    listeners.get(name).add(listener);
    return () => listeners.get(name)?.delete(listener);
  }

  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

  // What "changed" can be about. After a broken stream is back, events may have been
  // missed, so everything counts as changed.
  const TOPICS = ["profiles", "operation", "practice", "app"];

  // One stream for as long as the tab lives.
  async function listen() {
    await ready;
    let failures = 0;
    for (let again = false; ; again = true) {
      try {
        const headers = { Authorization: "Bearer " + bearer };
        const response = await fetch("/api/events", { headers, signal: refusal.signal });
        if (response.status === 401) return refuse((await response.json()).error.code);
        if (!response.ok) throw new Error("HTTP " + response.status);
        failures = 0;
        if (again) for (const topic of TOPICS) notify("changed", [{ topic, rev: 0 }]);
        await readLines(response.body);
      } catch {
        failures += 1;
      }
      if (refused) return;
      if (failures > 5) return refuse("browser-gone");
      await pause(200 * 2 ** failures);
    }
  }

  async function readLines(body) {
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const lines = (rest + value).split("\n");
      rest = lines.pop();
      for (const line of lines) dispatch(line);
    }
  }

  // A listener that throws must not end the stream of all others.
  function dispatch(line) {
    try {
      const { name, data } = JSON.parse(line);
      notify(name, data);
    } catch (e) {
      console.error(e);
    }
  }

  // ---- window.runtime ---------------------------------------------------------

  const nothing = () => {};
  const no = async () => false;

  const runtime = {
    EventsOnMultiple: eventsOnMultiple,
    EventsOn: (name, callback) => eventsOnMultiple(name, callback, -1),
    EventsOnce: (name, callback) => eventsOnMultiple(name, callback, 1),
    EventsOff: (...names) => names.forEach((name) => listeners.delete(name)),
    EventsOffAll: () => listeners.clear(),
    EventsEmit: (name, ...data) => notify(name, data),

    LogPrint: (m) => console.log(m),
    LogTrace: (m) => console.debug(m),
    LogDebug: (m) => console.debug(m),
    LogInfo: (m) => console.info(m),
    LogWarning: (m) => console.warn(m),
    LogError: (m) => console.error(m),
    LogFatal: (m) => console.error(m),
    SetLogLevel: nothing,

    Environment: async () => settings.environment,
    ClipboardSetText: async (text) => (await navigator.clipboard.writeText(text), true),
    ClipboardGetText: () => navigator.clipboard.readText(),
    BrowserOpenURL: (url) => {
      if (/^https?:\/\//i.test(url)) window.open(url, "_blank", "noopener,noreferrer");
    },
    Quit: () => {
      refuse("closed");
      window.close();
    },
    Show: nothing,
    Hide: nothing,

    WindowSetTitle: (title) => {
      document.title = title;
    },
    WindowReload: () => location.reload(),
    WindowReloadApp: () => location.reload(),
    WindowShow: () => window.focus(),
    WindowGetSize: async () => ({ w: innerWidth, h: innerHeight }),
    WindowGetPosition: async () => ({ x: screenX, y: screenY }),
    WindowIsNormal: async () => true,
    ScreenGetAll: async () => [],
    CanResolveFilePaths: () => false,
  };
  // What a tab cannot do to its browser's window does nothing; what asks, gets no.
  for (const name of [
    "WindowSetAlwaysOnTop", "WindowSetSystemDefaultTheme", "WindowSetLightTheme", "WindowSetDarkTheme",
    "WindowCenter", "WindowFullscreen", "WindowUnfullscreen", "WindowSetSize", "WindowSetMaxSize",
    "WindowSetMinSize", "WindowSetPosition", "WindowHide", "WindowMaximise", "WindowToggleMaximise",
    "WindowUnmaximise", "WindowMinimise", "WindowUnminimise", "WindowSetBackgroundColour",
    "OnFileDrop", "OnFileDropOff", "ResolveFilePaths",
  ]) runtime[name] = nothing;
  for (const name of [
    "WindowIsFullscreen", "WindowIsMaximised", "WindowIsMinimised", "IsNotificationAvailable",
    "InitializeNotifications", "CleanupNotifications", "RequestNotificationAuthorization",
    "CheckNotificationAuthorization", "SendNotification", "SendNotificationWithActions",
    "RegisterNotificationCategory", "RemoveNotificationCategory", "RemoveAllPendingNotifications",
    "RemovePendingNotification", "RemoveAllDeliveredNotifications", "RemoveDeliveredNotification",
    "RemoveNotification",
  ]) runtime[name] = no;
  window.runtime = runtime;

  listen();
})();

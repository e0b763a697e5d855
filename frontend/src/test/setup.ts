import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";
import { spareOnce } from "./spare";

// A loaded machine renders Fluent slowly; waiting longer fails no test that works. What
// is hidden from a screen reader is found too: jsdom does not finish what the focus
// library does to hide and show dialogs. The end-to-end tests ask Chromium's own
// accessibility tree.
configure({ asyncUtilTimeout: 30_000, defaultHidden: true, reactStrictMode: true });

afterEach(() => {
  cleanup();
  // Every window brings Fluent's styles along; those of the last one are in nobody's way
  // but jsdom's, which goes through all of them for each element.
  document.head.replaceChildren();
  sessionStorage.clear();
});

// What jsdom lacks and Fluent asks for.
Object.assign(globalThis, { NodeFilter: window.NodeFilter });

Object.defineProperty(window, "matchMedia", {
  value: (query: string) => ({
    matches: false,
    media: query,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }),
});

globalThis.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
};

// Nothing has a size in jsdom; the virtualised grid needs one to show rows.
Object.defineProperties(HTMLElement.prototype, {
  clientHeight: { configurable: true, get: () => 280 },
  clientWidth: { configurable: true, get: () => 800 },
});

Element.prototype.scrollIntoView = () => undefined;
Element.prototype.scrollTo = () => undefined;

spareOnce();

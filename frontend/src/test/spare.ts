// What jsdom and React do in tests that no test asks for. It takes a quarter of their
// processor time: 98 seconds without this file, 74 with it. Both reach into internals, of
// versions that package-lock.json pins: spare.test.tsx fails where these have moved.
import * as react from "react";
import { onlyWhatIsAsked, unaskedSelectors } from "./styles";

interface Selectors {
  check(selector: string, element: unknown): { match: boolean };
}

// spareOnce does it once for a window: all test files of a worker share one, and the set-up
// runs for each of them.
export function spareOnce(): void {
  if ("spared" in window) return;
  Object.assign(window, { spared: true });
  spareStyles();
  spareOwnerStacks();
}

// spareStyles keeps of style sheets what src/test/styles.ts says, of Fluent's when they are
// inserted, and of jsdom's own when they are tried on an element.
function spareStyles(): void {
  const { insertRule } = CSSStyleSheet.prototype;
  CSSStyleSheet.prototype.insertRule = function (rule, index) {
    const kept = onlyWhatIsAsked(rule);
    return kept ? insertRule.call(this, kept, index) : this.cssRules.length;
  };

  const unasked = unaskedSelectors();
  const [inner] = Object.getOwnPropertySymbols(document).map((each) => Reflect.get(document, each));
  const selectors: Selectors = inner._getDOMSelector();
  const { check } = selectors;
  selectors.check = (selector, element) =>
    unasked.has(selector) ? { match: false } : check(selector, element);
}

// spareOwnerStacks says to React that as many stacks as it allows itself were taken already.
// The development build takes one for every element that is made, in case it has to warn.
function spareOwnerStacks(): void {
  const internals: object = Reflect.get(
    react,
    "__CLIENT_INTERNALS_DO_NOT_USE_OR_WARN_USERS_THEY_CANNOT_UPGRADE",
  );
  Object.defineProperty(internals, "recentlyCreatedOwnerStacks", {
    get: () => Number.POSITIVE_INFINITY,
    // React begins to count anew each second.
    set: () => undefined,
  });
}

import text from "jsdom/lib/jsdom/browser/default-stylesheet.css?raw";

// What of a style decides whether a person can see something, press it or mark it, and
// what a screen reader calls it. Tests ask for these; jsdom lays nothing out.
const asked = /^(display|visibility|opacity|pointer-events|user-select|content|content-visibility)$/;

function isAsked(declaration: string): boolean {
  return asked.test(declaration.slice(0, declaration.indexOf(":")).trim().toLowerCase());
}

// onlyWhatIsAsked keeps those declarations of the rules that Fluent inserts. jsdom goes
// through every rule for every element that a test asks about, and for each of its
// ancestors: with all of Fluent's colours and measures that was half of every test's time.
export function onlyWhatIsAsked(rule: string): string {
  const flat = /^([^{}]*)\{([^{}]*)\}$/.exec(rule.trim());
  // What is nested (@media, @supports, @layer) is rare, and stays as it is.
  if (!flat) return /[{;]\s*(display|visibility)\s*:/.test(rule) ? rule : "";
  const [, selector = "", body = ""] = flat;
  const kept = body.split(";").filter(isAsked);
  return kept.length > 0 ? `${selector}{${kept.join(";")}}` : "";
}

// unaskedSelectors are those of jsdom's own style sheet, the browser's defaults, under which
// nothing stands that tests ask for. Many may match any element (":link", "[popover]"), so
// that jsdom tries them on each, although they only colour it or move it.
export function unaskedSelectors(): Set<string> {
  const rules = [...text.replace(/\/\*.*?\*\//gs, "").matchAll(/([^{};]+)\{([^{}]*)\}/g)].map(
    ([, selector = "", body = ""]) => ({ selector: selector.trim(), needed: body.split(";").some(isAsked) }),
  );
  const needed = new Set(rules.filter((each) => each.needed).map((each) => each.selector));
  return new Set(rules.map((each) => each.selector).filter((each) => !needed.has(each)));
}

// What of a style decides whether a person can see something, press it or mark it, and
// what a screen reader calls it. Tests ask for these; jsdom lays nothing out.
const asked = /^(display|visibility|opacity|pointer-events|user-select|content|content-visibility)$/;

// onlyWhatIsAsked keeps those declarations of the rules that Fluent inserts. jsdom goes
// through every rule for every element that a test asks about, and for each of its
// ancestors: with all of Fluent's colours and measures that was half of every test's time.
export function onlyWhatIsAsked(rule: string): string {
  const flat = /^([^{}]*)\{([^{}]*)\}$/.exec(rule.trim());
  // What is nested (@media, @supports, @layer) is rare, and stays as it is.
  if (!flat) return /[{;]\s*(display|visibility)\s*:/.test(rule) ? rule : "";
  const [, selector = "", body = ""] = flat;
  const kept = body
    .split(";")
    .filter((each) => asked.test(each.slice(0, each.indexOf(":")).trim().toLowerCase()));
  return kept.length > 0 ? `${selector}{${kept.join(";")}}` : "";
}

import catalogue from "../../../../app/problem/en.json";
import type { Problem } from "../../backend/types";

// Words explain one problem to people, with its arguments filled in.
export interface Words {
  title: string;
  what: string;
  you: string;
  admin: string;
  next: Next;
}

// Next is the one thing to offer after a problem, as the catalogue names it.
export type Next =
  | "retry"
  | "sign-in"
  | "prompt-again"
  | "edit-application-id"
  | "edit-redirect-uri"
  | "edit-tenant"
  | "edit-name"
  | "type-url"
  | "unlock-keychain"
  | "use-memory"
  | "paste-address"
  | "use-two-factor"
  | "use-browser"
  | "use-device-code"
  | "edit-credential"
  | "add-authority"
  | "confirm-cloud"
  | "wait"
  | "ask-admin"
  | "none";

type Entry = { title: string; what: string; you: string; admin: string; next: string; category: string };

const entries: Readonly<Record<string, Entry | undefined>> = catalogue.entries;

// How much of one argument is shown in a sentence, as in the Go side's words.
const most = 200;

// Control and formatting characters in an argument could reorder the sentence.
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu;

function plain(value: string | undefined): string {
  const text = (value ?? "").replace(/\s/gu, " ").replace(invisible, "").trim();
  const runes = [...text];
  return runes.length > most ? `${runes.slice(0, most).join("")}...` : text;
}

// fill puts arguments into their places, in one pass. A piece in square brackets
// is left out when a place in it has no argument.
export function fill(text: string, args: Readonly<Record<string, string>>): string {
  return text.replace(/\[([^[\]]*)\]/g, (_, piece: string) => {
    let complete = true;
    const filled = piece.replace(/\{(\w+)\}/g, (_place, name: string) => {
      const value = plain(Object.hasOwn(args, name) ? args[name] : undefined);
      complete &&= value !== "";
      return value;
    });
    return complete ? filled : "";
  });
}

function entryOf(code: string): { entry: Entry | undefined; extra: Record<string, string> } {
  const entry = Object.hasOwn(entries, code) ? entries[code] : undefined;
  if (entry) return { entry, extra: {} };
  const digits = /^AADSTS(\d+)$/.exec(code)?.[1];
  if (digits) {
    const link = `https://login.microsoftonline.com/error?code=${digits}`;
    return { entry: entries["unknown-aadsts"], extra: { code, digits, link } };
  }
  return { entry: entries.unknown, extra: { code } };
}

// lead is what is said before the words of a code that the text has in another form.
function lead(args: Readonly<Record<string, string>>): string {
  const code = args.readFrom ? "code-read" : args.guessedFrom ? "code-guessed" : "";
  const entry = code && entries[code];
  return entry ? `${fill(entry.what, args)} ` : "";
}

// wordsOf explains a problem; a code that the catalogue lacks gets words that say so.
export function wordsOf(problem: Problem): Words {
  const { entry, extra } = entryOf(problem.code);
  const args: Record<string, string> = { ...extra, ...problem.args };
  if (problem.retryAfter) args.seconds = String(problem.retryAfter);
  if (!entry) return { title: problem.code, what: "", you: "", admin: "", next: "none" };
  return {
    title: fill(entry.title, args),
    what: lead(args) + fill(entry.what, args),
    you: fill(entry.you, args),
    admin: fill(entry.admin, args),
    next: entry.next as Next,
  };
}

// adminText is what a user hands to an administrator: words and the numbers that
// find the attempt in a sign-in log. It has no raw text.
export function adminText(problem: Problem): string {
  const words = wordsOf(problem);
  const lines = [
    `${words.title} (${problem.code})`,
    words.what,
    words.admin,
    problem.oauthError && `error: ${problem.oauthError}`,
    problem.suberror && `suberror: ${problem.suberror}`,
    problem.correlationId && `correlation id: ${problem.correlationId}`,
    problem.traceId && `trace id: ${problem.traceId}`,
    problem.time && `time: ${problem.time}`,
  ];
  return lines.filter(Boolean).join("\n");
}

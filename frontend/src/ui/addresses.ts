// The addresses of the program's pages, as ui/navigation goes to them. app/Shell has the
// page of each.
import type { Here } from "./navigation";

// Opened is what of a profile to show: a new one (for the system of a recipe), one to edit,
// one to sign in to at once (with a prompt, whatever is saved), or the values of one for
// the add-on.
export type Opened =
  | { kind: "new"; practice: boolean; recipe?: string }
  | { kind: "edit"; id: string }
  | { kind: "signin"; id: string }
  | { kind: "prompt"; id: string }
  | { kind: "values"; id: string };

// HelpdeskPlace is a recipe's page, one of its walkthroughs, or a step of that; without a
// recipe it is the list of them.
export interface HelpdeskPlace {
  recipe?: string;
  walkthrough?: string;
  step?: string;
  // profile is whose values are filled in, "" is nobody's.
  profile?: string;
}

export const address = {
  profiles: "/profiles",
  settings: "/settings",
  setup: "/setup",
  profile(opened: Opened): string {
    switch (opened.kind) {
      case "new":
        return at(["profiles", "new"], { practice: opened.practice && "yes", recipe: opened.recipe });
      case "edit":
        return at(["profiles", opened.id]);
      case "values":
        return at(["profiles", opened.id, "values"]);
      default:
        return at(["profiles", opened.id], { begin: opened.kind });
    }
  },
  session: (id: string) => at(["profiles", id, "session"]),
  helpdesk: ({ recipe, walkthrough, step, profile }: HelpdeskPlace = {}, tab = "systems") =>
    at(["helpdesk", tab, recipe, walkthrough, step], { profile }),
  // practice is a tab of the practice tenant; recipe is what is rehearsed there.
  practice: (tab?: string, recipe?: string) => at(["practice", tab], { recipe }),
};

// openedAt reads what address.profile has made.
export function openedAt({ path: [, id = "", part], query }: Here): Opened {
  if (id === "new") {
    return { kind: "new", practice: query.has("practice"), recipe: query.get("recipe") ?? undefined };
  }
  const begin = query.get("begin");
  if (begin === "signin" || begin === "prompt") return { kind: begin, id };
  return { kind: part === "values" ? "values" : "edit", id };
}

function at(path: (string | undefined)[], query: Record<string, string | false | undefined> = {}): string {
  const segments = path.filter((segment) => segment !== undefined && segment !== "");
  const pairs = Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]));
  const search = pairs.length > 0 ? `?${new URLSearchParams(pairs)}` : "";
  return `/${segments.map((segment) => encodeURIComponent(segment ?? "")).join("/")}${search}`;
}

import type { Backend } from "../../backend/backend";
import type { NamedValue, Recipe } from "../../backend/recipes";
import type { Problem } from "../../backend/types";
import { figures, profileValues, recipes } from "../data/recipes";
import type { Kit } from "./kit";
import { registrationOf } from "./registration";

export function guidesOf(kit: Kit): Backend["guides"] {
  const { fake, method } = kit;
  const done = new Map<string, string[]>();

  function valuesOf(profileId: string, typed: Record<string, string>): Record<string, string> {
    return { ...(profileId ? profileValues : {}), ...typed };
  }

  // A recipe with values in its places; what is not known is named.
  function filled(id: string, values: Record<string, string>): Recipe {
    const found = recipes().find((each) => each.id === id);
    if (!found) throw { kind: "not-found", code: "recipe-not-found", args: { name: id } } satisfies Problem;
    const words: Record<string, string> = {
      applicationId: "the ApplicationID",
      organizationUrl: "the organization's address",
      company: "your company",
      helpdesk: "the helpdesk",
    };
    const text = JSON.stringify(found).replace(/\{(\w+)\}/g, (_, name: string) => {
      return JSON.stringify(values[name] || words[name] || name).slice(1, -1);
    });
    const recipe = JSON.parse(text) as Recipe;
    found.screens?.forEach((screen, i) => {
      screen.fields.forEach((field, j) => {
        const places = [...(field.value ?? "").matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
        const filledIn = recipe.screens?.[i]?.fields[j];
        if (filledIn) filledIn.known = Boolean(field.value) && places.every((name) => values[name]);
      });
    });
    return recipe;
  }

  return {
    explain: method("guides.explain", () => fake.explain),
    recipes: method("guides.recipes", () =>
      recipes().map(({ id, name, maker, summary, system }) => ({ id, name, maker, summary, system })),
    ),
    recipe: method("guides.recipe", (id: string, profileId: string, typed: Record<string, string>) => {
      const values = valuesOf(profileId, typed);
      const named: NamedValue[] = Object.entries(values)
        .filter(([, value]) => value !== "")
        .map(([name, value]) => ({ name, label: name, value }));
      return { recipe: filled(id, values), values: named, figures, today: "2026-11-10" };
    }),
    print: method(
      "guides.print",
      (
        id: string,
        walkthrough: string,
        _profileId: string,
        format: "html" | "markdown",
        _typed: Record<string, string>,
      ) => {
        const name = `${id}-${walkthrough}.${format === "html" ? "html" : "md"}`;
        return { name, text: `# ${walkthrough}`, saved: false };
      },
    ),
    open: method("guides.open", (..._of: [string, string, string, string]) => undefined),
    ...registrationOf(kit),
    done: method("guides.done", (...key: [string, string, string]) => done.get(key.join("/")) ?? []),
    tick: method(
      "guides.tick",
      (id: string, walkthrough: string, profileId: string, step: string, is: boolean) => {
        const key = [id, walkthrough, profileId].join("/");
        const others = (done.get(key) ?? []).filter((each) => each !== step);
        done.set(key, is ? [...others, step] : others);
      },
    ),
  };
}

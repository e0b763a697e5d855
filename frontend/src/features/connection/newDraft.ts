import type { Opened } from "../../app/Screens";
import type { Backend } from "../../backend/backend";
import type { Draft } from "../../backend/types";

// newDraft is what a new profile begins with: Latchkey's own beginning and, for the target
// system of a recipe, what that says.
export async function newDraft(
  backend: Backend,
  { practice, recipe }: Extract<Opened, { kind: "new" }>,
): Promise<Draft> {
  if (!recipe) return backend.profiles.blank(practice);
  const [draft, view] = await Promise.all([
    backend.profiles.blank(practice),
    backend.guides.recipe(recipe, "", {}),
  ]);
  const { redirectUri, signInAs } = view.recipe.profile ?? {};
  return {
    ...draft,
    profile: {
      ...draft.profile,
      recipe,
      ...(redirectUri && { redirectUri }),
      ...(signInAs === "application" && { signInAs }),
    },
  };
}

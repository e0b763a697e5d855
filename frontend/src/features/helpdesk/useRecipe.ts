import { useEffect, useRef } from "react";
import { useBackend } from "../../backend/context";
import type { RecipeView } from "../../backend/recipes";
import { type Resource, useResource } from "../../backend/useResource";
import { fillable, type Place } from "./place";

// useRecipe is the recipe of a place with the values in it, and nothing for the list.
export function useRecipe(place: Place): Resource<RecipeView | undefined> {
  const { recipe, profile, typed } = place;
  const backend = useBackend();
  const got = useResource("profiles", async () =>
    recipe ? await backend.guides.recipe(recipe, profile, fillable(place)) : undefined,
  );
  const { reload } = got;
  const first = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is asked for has changed
  useEffect(() => {
    if (!first.current) reload();
    first.current = false;
  }, [recipe, profile, typed, reload]);
  // What came for another recipe is not this one's.
  return got.data?.recipe.id === recipe ? got : { ...got, data: undefined };
}

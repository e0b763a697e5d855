import { useEffect, useState } from "react";
import type { RecipeView, Step, Walkthrough } from "../../backend/recipes";
import type { Resource } from "../../backend/useResource";
import { address } from "../../ui/addresses";
import { useNavigation } from "../../ui/navigation";
import { useKept } from "../../ui/useKept";
import { type HelpdeskTab, helpdeskTabs, type Place } from "./place";
import { type Progress, useProgress } from "./useProgress";
import { useRecipe } from "./useRecipe";
import type { Came } from "./walk/StepView";

export interface Helpdesk {
  tab: HelpdeskTab;
  place: Place;
  // last is the recipe that somebody came back from to the list.
  last: string | undefined;
  recipe: Resource<RecipeView | undefined>;
  walkthrough: Walkthrough | undefined;
  step: Step | undefined;
  // came is the answer that has led to the step.
  came: Came | undefined;
  progress: Progress;
  fillIn(change: Pick<Partial<Place>, "profile" | "typed">): void;
  toTab(tab: HelpdeskTab): void;
  toList(): void;
  toRecipe(id: string): void;
  toPage(): void;
  toWalkthrough(id: string): void;
  toStep(id: string, from?: Came): void;
}

// useHelpdesk is where somebody is in the helpdesk, as the address says it, what is there,
// and the ways on.
export function useHelpdesk(): Helpdesk {
  const { here, go, replace } = useNavigation();
  const [, tabName, recipeID, walkthroughID, stepID] = here.path;
  const tab = helpdeskTabs.find((each) => each === tabName) ?? "systems";
  const [typed, setTyped] = useKept<Place["typed"]>("helpdesk", {});
  const place: Place = {
    recipe: recipeID,
    walkthrough: walkthroughID,
    step: stepID,
    profile: here.query.get("profile") ?? "",
    typed,
  };
  const [last, setLast] = useState(recipeID);
  if (recipeID && last !== recipeID) setLast(recipeID);
  const [came, setCame] = useState<Came | undefined>();
  const recipe = useRecipe(place);
  const progress = useProgress(place);
  const walkthrough = recipe.data?.recipe.walkthroughs.find((each) => each.id === place.walkthrough);
  const step = walkthrough?.steps.find((each) => each.id === place.step);

  const to = (change: Partial<Place>, from?: Came) => {
    setCame(from);
    go(address.helpdesk({ ...place, ...change }, tab));
  };

  // A walkthrough goes on at the first step that is not done.
  const { done } = progress;
  const missing =
    walkthrough && done && !step
      ? (walkthrough.steps.find((each) => !done.includes(each.id)) ?? walkthrough.steps[0])
      : undefined;
  const next = missing && address.helpdesk({ ...place, step: missing.id }, tab);
  useEffect(() => {
    if (next) replace(next);
  }, [next, replace]);

  return {
    tab,
    place,
    last: recipeID ? undefined : last,
    recipe,
    walkthrough,
    step,
    came,
    progress,
    fillIn: (change) => {
      if (change.typed) setTyped(change.typed);
      if (change.profile !== undefined) {
        replace(address.helpdesk({ ...place, profile: change.profile }, tab));
      }
    },
    toTab: (next) => replace(address.helpdesk(place, next)),
    toList: () => to({ recipe: undefined, walkthrough: undefined, step: undefined }),
    toRecipe: (id) => to({ recipe: id }),
    toPage: () => to({ walkthrough: undefined, step: undefined }),
    toWalkthrough: (id) => to({ walkthrough: id, step: undefined }),
    toStep: (id, from) => to({ step: id }, from),
  };
}

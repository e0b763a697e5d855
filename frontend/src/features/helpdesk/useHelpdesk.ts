import { useEffect, useState } from "react";
import type { RecipeView, Step, Walkthrough } from "../../backend/recipes";
import type { Resource } from "../../backend/useResource";
import type { Place } from "./place";
import { type Progress, useProgress } from "./useProgress";
import { useRecipe } from "./useRecipe";
import type { Came } from "./walk/StepView";

export interface Helpdesk {
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
  toList(): void;
  toRecipe(id: string): void;
  toPage(): void;
  toWalkthrough(id: string): void;
  toStep(id: string, from?: Came): void;
}

// useHelpdesk is where somebody is in the helpdesk, what is there, and the ways on.
export function useHelpdesk(at: Place): Helpdesk {
  const [place, setPlace] = useState(at);
  const [last, setLast] = useState<string | undefined>();
  const [came, setCame] = useState<Came | undefined>();
  const recipe = useRecipe(place);
  const progress = useProgress(place);
  const walkthrough = recipe.data?.recipe.walkthroughs.find((each) => each.id === place.walkthrough);
  const step = walkthrough?.steps.find((each) => each.id === place.step);

  const go = (change: Partial<Place>, from?: Came) => {
    setCame(from);
    setPlace((before) => ({ ...before, ...change }));
  };

  // A walkthrough goes on at the first step that is not done.
  const { done } = progress;
  useEffect(() => {
    if (!walkthrough || !done || step) return;
    const next = walkthrough.steps.find((each) => !done.includes(each.id)) ?? walkthrough.steps[0];
    setPlace((before) => ({ ...before, step: next?.id }));
  }, [walkthrough, done, step]);

  return {
    place,
    last,
    recipe,
    walkthrough,
    step,
    came,
    progress,
    fillIn: (change) => setPlace((before) => ({ ...before, ...change })),
    toList: () => {
      setLast(place.recipe);
      go({ recipe: undefined, walkthrough: undefined, step: undefined });
    },
    toRecipe: (id) => go({ recipe: id }),
    toPage: () => go({ walkthrough: undefined, step: undefined }),
    toWalkthrough: (id) => go({ walkthrough: id, step: undefined }),
    toStep: (id, from) => go({ step: id }, from),
  };
}

import type { Problem } from "../../backend/types";
import { wordsOf } from "./words";

// fieldWords is one problem in one line, the same in the summary and at the field.
export function fieldWords(problem: Problem): string {
  const words = wordsOf(problem);
  return [words.what || words.title, words.you].filter(Boolean).join(" ");
}

// messageOf is what Fluent's Field shows of a problem: advice looks like advice.
export function messageOf(problem: Problem | undefined) {
  if (!problem) return {};
  return {
    validationMessage: fieldWords(problem),
    validationState: problem.warning ? ("warning" as const) : ("error" as const),
  };
}

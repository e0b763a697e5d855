import type { Problem } from "../../backend/types";
import { wordsOf } from "./words";

// fieldWords is one problem in one line, where no field shows it.
export function fieldWords(problem: Problem): string {
  const words = wordsOf(problem);
  return [words.what || words.title, words.you].filter(Boolean).join(" ");
}

// messageOf is what Fluent's Field shows of a problem: what is wrong in a few words, and in the
// place of the field's hint what to do. Advice looks like advice.
export function messageOf(problem: Problem | undefined) {
  if (!problem) return {};
  const { title, what, you } = wordsOf(problem);
  return {
    validationMessage: title,
    hint: (problem.warning ? [what, you] : [you]).filter(Boolean).join(" ") || undefined,
    validationState: problem.warning ? ("warning" as const) : ("error" as const),
  };
}

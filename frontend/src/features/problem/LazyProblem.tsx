import { Suspense } from "react";
import { part } from "../../ui/part";
import type { ProblemViewProps } from "./ProblemView";

const View = part(() => import("./ProblemView").then((m) => m.ProblemView));

// LazyProblem is ProblemView for Home: the catalogue of words is loaded only when
// there is a problem to explain.
export function LazyProblem(props: ProblemViewProps) {
  return (
    <Suspense fallback={null}>
      <View {...props} />
    </Suspense>
  );
}

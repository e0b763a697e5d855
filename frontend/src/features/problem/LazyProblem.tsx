import { lazy, Suspense } from "react";
import type { ProblemViewProps } from "./ProblemView";

const View = lazy(() => import("./ProblemView").then((m) => ({ default: m.ProblemView })));

// LazyProblem is ProblemView for Home: the catalogue of words is loaded only when
// there is a problem to explain.
export function LazyProblem(props: ProblemViewProps) {
  return (
    <Suspense fallback={null}>
      <View {...props} />
    </Suspense>
  );
}

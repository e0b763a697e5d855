import { type ComponentType, createContext, lazy, useContext } from "react";

// Attempt counts how often a screen that crashed was shown again. A part of the program
// that could not be loaded is tried once for each.
export const Attempt = createContext(0);

// PartMissing is what a part that could not be loaded throws.
export class PartMissing extends Error {
  constructor(reason: unknown) {
    super(reason instanceof Error ? reason.message : String(reason), { cause: reason });
    this.name = "PartMissing";
  }
}

interface Loading<P> {
  attempt: number;
  failed: boolean;
  module: Promise<{ default: ComponentType<P> }>;
  Component: ComponentType<P>;
}

// Part is a component that is loaded when it is first shown, or sooner by preload. It
// suspends meanwhile.
export interface Part<P> {
  (props: P): React.ReactNode;
  preload(): void;
}

// part makes one. React.lazy alone remembers a failure for ever.
export function part<P extends object>(load: () => Promise<ComponentType<P>>): Part<P> {
  let loading: Loading<P> | undefined;

  function start(attempt: number): Loading<P> {
    const module = load().then(
      (component) => ({ default: component }),
      (reason: unknown) => {
        begun.failed = true;
        throw new PartMissing(reason);
      },
    );
    const begun: Loading<P> = { attempt, failed: false, module, Component: lazy(() => module) };
    return begun;
  }

  // biome-ignore lint/correctness/noComponentHookFactories: made once for a module, as by React.lazy
  function Shown(props: P) {
    const attempt = useContext(Attempt);
    if (!loading || (loading.failed && loading.attempt !== attempt)) loading = start(attempt);
    return <loading.Component {...props} />;
  }

  Shown.preload = () => {
    loading ??= start(0);
    // What could not be fetched ahead of time is fetched when it is wanted.
    loading.module.catch(() => {
      loading = undefined;
    });
  };
  return Shown;
}

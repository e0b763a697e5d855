import { useState, useSyncExternalStore } from "react";

// Store holds state that work which takes a while changes, too: get is always the latest,
// where what a component closed over may be old by the time an answer comes.
export interface Store<S, A> {
  get(): S;
  dispatch(action: A): void;
  subscribe(changed: () => void): () => void;
}

export function createStore<S, A>(reduce: (state: S, action: A) => S, start: S): Store<S, A> {
  let state = start;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    dispatch(action) {
      state = reduce(state, action);
      for (const changed of [...listeners]) changed();
    },
    subscribe(changed) {
      listeners.add(changed);
      return () => {
        listeners.delete(changed);
      };
    },
  };
}

// useStore makes a store once, and follows it.
export function useStore<S, A>(make: () => Store<S, A>): [state: S, store: Store<S, A>] {
  const [store] = useState(make);
  return [useSyncExternalStore(store.subscribe, store.get), store];
}

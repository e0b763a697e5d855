import { type Dispatch, type SetStateAction, useEffect, useState } from "react";

// useKept is state that neither a reload nor a visit to another page loses. It is kept in
// the tab, and goes with it.
export function useKept<T>(key: string, start: T): [T, Dispatch<SetStateAction<T>>] {
  const [state, setState] = useState<T>(() => {
    const kept = sessionStorage.getItem(key);
    return kept ? (JSON.parse(kept) as T) : start;
  });
  useEffect(() => sessionStorage.setItem(key, JSON.stringify(state)), [key, state]);
  return [state, setState];
}

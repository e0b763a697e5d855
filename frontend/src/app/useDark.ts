import { useSyncExternalStore } from "react";

const query = "(prefers-color-scheme: dark)";

function subscribe(changed: () => void): () => void {
  const list = window.matchMedia(query);
  list.addEventListener("change", changed);
  return () => list.removeEventListener("change", changed);
}

// useDark follows the system while the program runs.
export function useDark(): boolean {
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}

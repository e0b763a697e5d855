import { useBackend } from "./context";
import type { RedirectInfo } from "./types";
import { useLoad } from "./useLoad";

// useRedirect asks Go, shortly after the typing stops, how the browser will come
// back from this redirect URI.
export function useRedirect(uri: string): RedirectInfo | undefined {
  const backend = useBackend();
  const typed = uri.trim() !== "";
  return useLoad(() => (typed ? backend.profiles.redirect(uri) : undefined), [backend, typed, uri], {
    delay: 150,
  }).data;
}

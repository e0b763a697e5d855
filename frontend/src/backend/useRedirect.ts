import { useBackend } from "./context";
import type { RedirectInfo } from "./types";
import { useLoad } from "./useLoad";

// isUnseen says that no browser shows the code of such a redirect URI in its address bar.
export function isUnseen({ kind }: RedirectInfo): boolean {
  return kind === "private" || kind === "nativeclient" || kind === "urn";
}

// useRedirect asks Go, shortly after the typing stops, how the browser will come
// back from this redirect URI.
export function useRedirect(uri: string): RedirectInfo | undefined {
  const backend = useBackend();
  const typed = uri.trim() !== "";
  return useLoad(() => (typed ? backend.profiles.redirect(uri) : undefined), [backend, typed, uri], {
    delay: 150,
  }).data;
}

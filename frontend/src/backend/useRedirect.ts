import { useEffect, useState } from "react";
import { useBackend } from "./context";
import type { RedirectInfo } from "./types";

// useRedirect asks Go, shortly after the typing stops, how the browser will come
// back from this redirect URI.
export function useRedirect(uri: string): RedirectInfo | undefined {
  const backend = useBackend();
  const [known, setKnown] = useState<{ uri: string; info: RedirectInfo } | undefined>();
  useEffect(() => {
    if (uri.trim() === "") return;
    let live = true;
    const timer = setTimeout(() => {
      backend.profiles.redirect(uri).then(
        (info) => live && setKnown({ uri, info }),
        () => undefined,
      );
    }, 150);
    return () => {
      live = false;
      clearTimeout(timer);
    };
  }, [backend, uri]);
  return known?.uri === uri && uri.trim() !== "" ? known.info : undefined;
}

import { useCallback, useState } from "react";

const key = "latchkey-phone-owner";

// useOwner is whose phone is shown, "" for everybody's. A reload of the page, or the
// next sign-in, shows the same one.
export function useOwner(): [string, (owner: string) => void] {
  const [owner, setOwner] = useState(() => {
    try {
      return sessionStorage.getItem(key) ?? "";
    } catch {
      return ""; // a window that keeps nothing
    }
  });
  const choose = useCallback((next: string) => {
    setOwner(next);
    try {
      sessionStorage.setItem(key, next);
    } catch {
      // It is only forgotten sooner.
    }
  }, []);
  return [owner, choose];
}

import { Suspense, useSyncExternalStore } from "react";
import { part } from "../ui/part";
import { Screens } from "./Screens";

const PhonePage = part(() => import("../features/practice/phone/PhonePage").then((m) => m.PhonePage));

function subscribe(changed: () => void): () => void {
  window.addEventListener("hashchange", changed);
  return () => window.removeEventListener("hashchange", changed);
}

// Pages are what an address can ask for: the program itself, or a page for a second
// screen. The address keeps its fragment, so a reload shows the same.
export function Pages() {
  const page = useSyncExternalStore(subscribe, () => window.location.hash);
  if (page !== "#/phone") return <Screens />;
  return (
    <Suspense fallback={null}>
      <PhonePage />
    </Suspense>
  );
}

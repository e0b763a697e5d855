import { lazy, Suspense, useCallback, useEffect, useState } from "react";
import { Home } from "../features/profiles/Home";
import { ErrorBoundary } from "../ui/ErrorBoundary";

const loadDialog = () => import("../features/connection/ConnectionDialog");
const loadPractice = () => import("../features/practice/PracticeDialog");
const loadSession = () => import("../features/session/ProfileSession");
const loadSettings = () => import("../features/settings/SettingsDialog");

const ConnectionDialog = lazy(() => loadDialog().then((m) => ({ default: m.ConnectionDialog })));
const PracticeDialog = lazy(() => loadPractice().then((m) => ({ default: m.PracticeDialog })));
const ProfileSession = lazy(() => loadSession().then((m) => ({ default: m.ProfileSession })));
const SettingsDialog = lazy(() => loadSettings().then((m) => ({ default: m.SettingsDialog })));

// What of a profile to show: a new one, one to edit, one to sign in to at once (with a
// prompt, whatever is saved), or the values of one for the add-on.
export type Opened =
  | { kind: "new"; practice: boolean }
  | { kind: "edit"; id: string }
  | { kind: "signin"; id: string }
  | { kind: "prompt"; id: string }
  | { kind: "values"; id: string };

type Screen =
  | { kind: "home" }
  | { kind: "profile"; opened: Opened }
  | { kind: "practice" }
  | { kind: "session"; id: string }
  | { kind: "settings" };

// Screens shows Home, and over it at most one dialog. Dialogs are loaded after
// Home has been painted.
export function Screens() {
  const [screen, setScreen] = useState<Screen>({ kind: "home" });
  const home = useCallback(() => setScreen({ kind: "home" }), []);
  const open = useCallback((opened: Opened) => setScreen({ kind: "profile", opened }), []);

  useEffect(() => {
    // When the window has nothing else to do the likeliest next screen is fetched.
    const timer = setTimeout(() => void loadDialog().catch(() => undefined), 600);
    return () => clearTimeout(timer);
  }, []);

  return (
    <>
      <Home
        onOpen={open}
        onPractice={() => setScreen({ kind: "practice" })}
        onSettings={() => setScreen({ kind: "settings" })}
        onSession={(id) => setScreen({ kind: "session", id })}
      />
      <ErrorBoundary onReset={home}>
        <Suspense fallback={null}>
          {screen.kind === "profile" && <ConnectionDialog opened={screen.opened} onClose={home} />}
          {screen.kind === "practice" && (
            <PracticeDialog onClose={home} onStart={() => open({ kind: "new", practice: true })} />
          )}
          {screen.kind === "session" && (
            <ProfileSession
              id={screen.id}
              onPrompt={() => open({ kind: "prompt", id: screen.id })}
              onClose={home}
            />
          )}
          {screen.kind === "settings" && <SettingsDialog onClose={home} />}
        </Suspense>
      </ErrorBoundary>
    </>
  );
}

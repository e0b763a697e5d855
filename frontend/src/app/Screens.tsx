import { Suspense, useCallback, useEffect, useState } from "react";
import type { Place, PracticeTab } from "../features/helpdesk/place";
import { Home } from "../features/profiles/Home";
import type { Opened } from "../ui/opened";
import { part } from "../ui/part";
import { Guard } from "./Guard";

const ConnectionDialog = part(() =>
  import("../features/connection/ConnectionDialog").then((m) => m.ConnectionDialog),
);
const HelpdeskDialog = part(() =>
  import("../features/helpdesk/HelpdeskDialog").then((m) => m.HelpdeskDialog),
);
const PracticeDialog = part(() =>
  import("../features/practice/PracticeDialog").then((m) => m.PracticeDialog),
);
const ProfileSession = part(() => import("../features/session/ProfileSession").then((m) => m.ProfileSession));
const SetupSheet = part(() => import("../features/transfer/SetupSheet").then((m) => m.SetupSheet));
const SettingsDialog = part(() =>
  import("../features/settings/SettingsDialog").then((m) => m.SettingsDialog),
);

type Screen =
  | { kind: "home" }
  | { kind: "profile"; opened: Opened }
  // from is where in the helpdesk somebody came from, and goes back to.
  | { kind: "practice"; tab?: PracticeTab; from?: Place }
  | { kind: "helpdesk"; at?: Place }
  | { kind: "setup"; text: string }
  | { kind: "session"; id: string }
  | { kind: "settings" };

// Screens shows Home, and over it at most one dialog. Dialogs are loaded after
// Home has been painted.
export function Screens() {
  const [screen, setScreen] = useState<Screen>({ kind: "home" });
  const home = useCallback(() => setScreen({ kind: "home" }), []);
  const helpdesk = useCallback((at: Place) => setScreen({ kind: "helpdesk", at }), []);
  const open = useCallback((opened: Opened) => setScreen({ kind: "profile", opened }), []);

  useEffect(() => {
    // When the window has nothing else to do the likeliest next screen is fetched.
    const timer = setTimeout(() => ConnectionDialog.preload(), 600);
    return () => clearTimeout(timer);
  }, []);

  return (
    <>
      <Home
        onOpen={open}
        onPractice={() => setScreen({ kind: "practice" })}
        onHelpdesk={(recipe) => helpdesk({ recipe, profile: "", typed: {} })}
        onSetup={(text) => setScreen({ kind: "setup", text })}
        onSettings={() => setScreen({ kind: "settings" })}
        onSession={(id) => setScreen({ kind: "session", id })}
      />
      <Guard onReset={home}>
        <Suspense fallback={null}>
          {screen.kind === "profile" && <ConnectionDialog opened={screen.opened} onClose={home} />}
          {screen.kind === "practice" && (
            <PracticeDialog
              tab={screen.tab}
              onClose={() => (screen.from ? helpdesk(screen.from) : home())}
              onStart={() => open({ kind: "new", practice: true, recipe: screen.from?.recipe })}
            />
          )}
          {screen.kind === "helpdesk" && (
            <HelpdeskDialog
              at={screen.at}
              onOpen={open}
              onRehearse={(tab, from) => setScreen({ kind: "practice", tab, from })}
              onClose={home}
            />
          )}
          {screen.kind === "setup" && <SetupSheet text={screen.text} onOpen={open} onClose={home} />}
          {screen.kind === "session" && (
            <ProfileSession
              id={screen.id}
              onPrompt={() => open({ kind: "prompt", id: screen.id })}
              onClose={home}
            />
          )}
          {screen.kind === "settings" && <SettingsDialog onClose={home} />}
        </Suspense>
      </Guard>
    </>
  );
}

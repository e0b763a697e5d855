import { Suspense, useEffect } from "react";
import { DeletingProvider } from "../features/profiles/Deleting";
import { ProfilesPage } from "../features/profiles/ProfilesPage";
import { address, openedAt } from "../ui/addresses";
import { type Here, useNavigation } from "../ui/navigation";
import { part } from "../ui/part";
import { Guard } from "./Guard";
import { Rail } from "./Rail";
import css from "./Shell.module.css";

const ConnectionPage = part(() =>
  import("../features/connection/ConnectionPage").then((m) => m.ConnectionPage),
);
const HelpdeskPage = part(() => import("../features/helpdesk/HelpdeskPage").then((m) => m.HelpdeskPage));
const PhonePage = part(() => import("../features/practice/phone/PhonePage").then((m) => m.PhonePage));
const PracticePage = part(() => import("../features/practice/PracticePage").then((m) => m.PracticePage));
const SessionPage = part(() => import("../features/session/SessionPage").then((m) => m.SessionPage));
const SettingsPage = part(() => import("../features/settings/SettingsPage").then((m) => m.SettingsPage));
const SetupPage = part(() => import("../features/transfer/SetupPage").then((m) => m.SetupPage));

// Shell is the window: the rail, and beside it the page that the address asks for. The
// simulated phone stands alone, for a second screen.
export function Shell() {
  const { here, back } = useNavigation();
  const [page = ""] = here.path;

  useEffect(() => {
    // When the window has nothing else to do the likeliest next page is fetched.
    const timer = setTimeout(() => ConnectionPage.preload(), 600);
    return () => clearTimeout(timer);
  }, []);

  useEffect(() => {
    // A window has no Back of its own, and where a browser has one this is it.
    const apple = /Mac/.test(navigator.platform);
    const onKeyDown = (event: KeyboardEvent) => {
      const pressed = apple ? event.metaKey && event.key === "[" : event.altKey && event.key === "ArrowLeft";
      if (!pressed || event.defaultPrevented) return;
      event.preventDefault();
      back(address.profiles);
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [back]);

  if (page === "phone") {
    return (
      <Suspense fallback={null}>
        <PhonePage />
      </Suspense>
    );
  }
  return (
    <div className={css.shell}>
      <Rail current={page} />
      {/* What crashed is left behind with its page. */}
      <DeletingProvider>
        <Guard key={page}>
          <Suspense fallback={null}>
            <PageAt here={here} />
          </Suspense>
        </Guard>
      </DeletingProvider>
    </div>
  );
}

// PageAt is the page of an address; what nobody knows is the list of profiles.
function PageAt({ here }: { here: Here }) {
  const [page, id, view] = here.path;
  switch (page) {
    case "helpdesk":
      return <HelpdeskPage />;
    case "practice":
      return <PracticePage />;
    case "settings":
      return <SettingsPage />;
    case "setup":
      return <SetupPage key={here.visit} text={String(here.given ?? "")} />;
    default:
      if (!id) return <ProfilesPage />;
      if (view === "session") return <SessionPage key={here.visit} id={id} />;
      return <ConnectionPage key={here.visit} opened={openedAt(here)} />;
  }
}

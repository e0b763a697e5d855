import type { HistoryLocation, RouterHistory } from "@tanstack/history";
import {
  createContext,
  type ReactNode,
  startTransition,
  useCallback,
  useContext,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
} from "react";
import { useBackend } from "../backend/context";

// Here is where in the program somebody is, as the fragment of the address says it:
// #/profiles/new?practice is the path ["profiles", "new"] and the query {practice}.
export interface Here {
  path: string[];
  query: URLSearchParams;
  // visit stays the same while an address is only replaced, and is another for each page
  // that is gone to.
  visit: string;
  // given is what was handed over to the page beside its address. It survives a reload.
  given: unknown;
}

export interface Navigation {
  here: Here;
  // go opens a page; Back leads to where it was called.
  go(to: string, given?: unknown): void;
  // replace changes the address of the page that is open.
  replace(to: string): void;
  // back goes to the page before, or to another if this is the first.
  back(otherwise: string): void;
}

// Ask gets what goes on when the person agrees.
type Ask = (leave: () => void) => void;

interface Means extends Navigation {
  history: RouterHistory;
  // hold has ask decide about every way out, the newest first; it returns how to let go.
  hold(ask: Ask): () => void;
  // left is the id of the element that had the focus when this page was last left.
  left(): string | undefined;
}

const NavigationContext = createContext<Means | undefined>(undefined);

interface NavigationProviderProps {
  history: RouterHistory;
  children: ReactNode;
}

// NavigationProvider follows the browser's history, so that Back, Alt+Left, a reload and a
// second tab work as people expect.
export function NavigationProvider({ history, children }: NavigationProviderProps) {
  const [location, setLocation] = useState(history.location);
  const shown = useRef(location);
  const [focused] = useState(() => new Map<string, string>());
  const [asking] = useState<Ask[]>(() => []);
  const { app, on } = useBackend();
  // A door that has gone asks nothing any more.
  const tell = useCallback((unsaved: boolean) => void app.setUnsaved(unsaved).catch(() => undefined), [app]);

  useEffect(
    () =>
      on("leave", () => {
        const ask = asking.at(-1);
        tell(ask !== undefined); // it was heard
        if (ask) ask(() => void app.leave());
        else void app.leave();
      }),
    [app, on, asking, tell],
  );

  useEffect(() => {
    const pageOf = ({ pathname }: HistoryLocation) => pathname.split("/")[1];
    const follow = ({ location: next }: { location: HistoryLocation }) => {
      // A page that is left stays until the next one is loaded; within one nothing waits.
      if (pageOf(next) === pageOf(shown.current)) setLocation(next);
      else startTransition(() => setLocation(next));
      shown.current = next;
    };
    follow(history);
    return history.subscribe(follow);
  }, [history]);

  const ways = useMemo(() => {
    const remember = () => {
      const { id } = document.activeElement ?? {};
      if (id) focused.set(history.location.pathname, id);
    };
    return {
      history,
      go(to: string, given?: unknown) {
        remember();
        history.push(to, { given });
      },
      replace: (to: string) =>
        history.replace(to, { given: givenIn(history.location) }, { ignoreBlocker: true }),
      back(otherwise: string) {
        if (history.canGoBack()) history.back();
        else history.replace(otherwise);
      },
      hold(ask: Ask) {
        asking.push(ask);
        tell(true);
        return () => {
          asking.splice(asking.indexOf(ask), 1);
          if (asking.length === 0) tell(false);
        };
      },
      left: () => focused.get(history.location.pathname),
    };
  }, [history, focused, asking, tell]);
  const means = useMemo<Means>(() => ({ ...ways, here: hereOf(location) }), [ways, location]);

  return <NavigationContext value={means}>{children}</NavigationContext>;
}

export function useNavigation(): Navigation {
  return useMeans();
}

function useMeans(): Means {
  const means = useContext(NavigationContext);
  if (!means) throw new Error("no navigation");
  return means;
}

// useReturn gives the focus of somebody who comes back to what had it, once that is there.
export function useReturn(there: boolean): void {
  const { left } = useMeans();
  useEffect(() => {
    const id = there && left();
    if (id) document.getElementById(id)?.focus();
  }, [there, left]);
}

// useLeaving holds every way out of the page while something on it is unsaved, the closing of
// the window, too. For a reload or a closed tab the browser asks.
export function useLeaving(unsaved: boolean, ask: Ask): void {
  const { history, hold } = useMeans();
  const onLeaving = useEffectEvent(ask);
  useEffect(() => {
    if (!unsaved) return;
    const letGo = hold((leave) => onLeaving(leave));
    const unblock = history.block({
      enableBeforeUnload: true,
      blockerFn: ({ action, nextLocation }) => {
        onLeaving(() => {
          if (action === "BACK") history.back({ ignoreBlocker: true });
          else history.push(nextLocation.href, { given: givenIn(nextLocation) }, { ignoreBlocker: true });
        });
        return true;
      },
    });
    return () => {
      letGo();
      unblock();
    };
  }, [history, hold, unsaved]);
}

function hereOf(location: HistoryLocation): Here {
  return {
    path: location.pathname.split("/").filter(Boolean).map(decoded),
    query: new URLSearchParams(location.search),
    // An address that was typed has no number.
    visit: String(location.state.__TSR_index ?? location.href),
    given: givenIn(location),
  };
}

function givenIn({ state }: HistoryLocation): unknown {
  return "given" in state ? state.given : undefined;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

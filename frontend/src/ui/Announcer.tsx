import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from "react";
import css from "./ui.module.css";

const AnnounceContext = createContext<(text: string) => void>(() => {});

// AnnouncerProvider keeps one polite live region alive: regions that come and go
// with their text are often not read out.
export function AnnouncerProvider({ children }: { children: ReactNode }) {
  const [text, setText] = useState("");
  const flip = useRef(false);
  const announce = useCallback((next: string) => {
    // The same words twice are a change only if something differs.
    flip.current = !flip.current;
    setText(flip.current ? next : `${next}\u00a0`);
  }, []);
  return (
    <AnnounceContext.Provider value={announce}>
      {children}
      <div className={css.hidden} role="status" aria-live="polite" data-testid="announcer">
        {text}
      </div>
    </AnnounceContext.Provider>
  );
}

// useAnnounce says something to people who use a screen reader.
export function useAnnounce(): (text: string) => void {
  return useContext(AnnounceContext);
}

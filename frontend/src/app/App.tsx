import { createDOMRenderer, FluentProvider, RendererProvider } from "@fluentui/react-components";
import type { RouterHistory } from "@tanstack/history";
import { useMemo } from "react";
import type { Backend } from "../backend/backend";
import { BackendProvider } from "../backend/context";
import { type I18n, I18nProvider } from "../i18n/i18n";
import { AnnouncerProvider } from "../ui/Announcer";
import { ErrorBoundary } from "../ui/ErrorBoundary";
import { NavigationProvider } from "../ui/navigation";
import css from "./App.module.css";
import { Guard } from "./Guard";
import { NoBackend } from "./NoBackend";
import { styleNonce } from "./nonce";
import { Shell } from "./Shell";
import { darkTheme, lightTheme } from "./theme";
import { useDark } from "./useDark";

interface AppProps {
  backend: Backend | undefined;
  i18n: I18n;
  history: RouterHistory;
}

// App is the frame: styles, theme, words, backend and the live region.
export function App({ backend, i18n, history }: AppProps) {
  const dark = useDark();
  const renderer = useMemo(() => {
    const nonce = styleNonce(document);
    return createDOMRenderer(document, nonce ? { styleElementAttributes: { nonce } } : {});
  }, []);

  return (
    <RendererProvider renderer={renderer} targetDocument={document}>
      <FluentProvider
        theme={dark ? darkTheme : lightTheme}
        applyStylesToPortals={false}
        className={css.provider}
      >
        <I18nProvider value={i18n}>
          <ErrorBoundary>
            <AnnouncerProvider>
              {backend ? (
                <BackendProvider value={backend}>
                  <NavigationProvider history={history}>
                    <Guard>
                      <Shell />
                    </Guard>
                  </NavigationProvider>
                </BackendProvider>
              ) : (
                <NoBackend />
              )}
            </AnnouncerProvider>
          </ErrorBoundary>
        </I18nProvider>
      </FluentProvider>
    </RendererProvider>
  );
}

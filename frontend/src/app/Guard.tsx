import type { ReactNode } from "react";
import { useBackend } from "../backend/context";
import { ErrorBoundary } from "../ui/ErrorBoundary";

// Guard keeps a screen's fault to that screen, and notes it in the log.
export function Guard({ children, onReset }: { children: ReactNode; onReset?(): void }) {
  const backend = useBackend();
  return (
    <ErrorBoundary
      // A bridge that is gone can't note it; the screen says it anyway.
      onCrash={(report) => void backend.app.reportCrash(report).catch(() => undefined)}
      onReset={onReset}
    >
      {children}
    </ErrorBoundary>
  );
}

import { lazy, Suspense } from "react";
import type { Connection } from "./useConnection";
import type { Over } from "./useSteps";

const SessionSheet = lazy(() => import("../session/SessionSheet").then((m) => ({ default: m.SessionSheet })));
const ExchangeSheet = lazy(() =>
  import("../exchange/ExchangeSheet").then((m) => ({ default: m.ExchangeSheet })),
);
const AuthoritiesSheet = lazy(() =>
  import("../settings/AuthoritiesSheet").then((m) => ({ default: m.AuthoritiesSheet })),
);
const ConfirmCloud = lazy(() => import("./ways/ConfirmCloud").then((m) => ({ default: m.ConfirmCloud })));

interface OverDialogProps {
  over: Over;
  connection: Connection;
  onClose(): void;
}

// OverDialog is the sheet that stands over the dialog; each is loaded when it is asked for.
export function OverDialog({ over, connection, onClose }: OverDialogProps) {
  const { draft } = connection.state;
  return (
    <Suspense fallback={null}>
      {over === "session" && (
        <SessionSheet
          draft={draft}
          onPrompt={() => void connection.retrieve(true)}
          onUse={connection.takeAccount}
          onClose={onClose}
        />
      )}
      {over === "exchange" && <ExchangeSheet draft={draft} onClose={onClose} />}
      {over === "authorities" && <AuthoritiesSheet onClose={onClose} />}
      {over === "confirm-cloud" && draft.profile.customCloud && (
        <ConfirmCloud
          hosts={draft.profile.customCloud}
          onConfirm={connection.confirmCloud}
          onClose={onClose}
        />
      )}
    </Suspense>
  );
}

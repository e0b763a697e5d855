import { Suspense } from "react";
import { part } from "../../ui/part";
import type { Connection } from "./useConnection";
import type { Over } from "./useSteps";

const SessionSheet = part(() => import("../session/SessionSheet").then((m) => m.SessionSheet));
const ExchangeSheet = part(() => import("../exchange/ExchangeSheet").then((m) => m.ExchangeSheet));
const AuthoritiesSheet = part(() => import("../settings/AuthoritiesSheet").then((m) => m.AuthoritiesSheet));
const ConfirmCloud = part(() => import("./ways/ConfirmCloud").then((m) => m.ConfirmCloud));

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

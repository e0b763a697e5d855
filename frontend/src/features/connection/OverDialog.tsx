import { Suspense } from "react";
import type { Draft } from "../../backend/types";
import { part } from "../../ui/part";
import type { Over } from "./state";
import { useWork } from "./work";

const SessionSheet = part(() => import("../session/SessionSheet").then((m) => m.SessionSheet));
const ExchangeSheet = part(() => import("../exchange/ExchangeSheet").then((m) => m.ExchangeSheet));
const AuthoritiesSheet = part(() => import("../settings/AuthoritiesSheet").then((m) => m.AuthoritiesSheet));
const RegistrationSheet = part(() =>
  import("../helpdesk/RegistrationSheet").then((m) => m.RegistrationSheet),
);
const ConfirmCloud = part(() => import("./ways/ConfirmCloud").then((m) => m.ConfirmCloud));

interface OverDialogProps {
  over: Over;
  draft: Draft;
}

// OverDialog is the sheet that stands over the dialog; each is loaded when it is asked for.
export function OverDialog({ over, draft }: OverDialogProps) {
  const { dispatch, retrieve, takeAccount, confirmCloud } = useWork();
  const onClose = () => dispatch({ type: "over", over: undefined });
  return (
    <Suspense fallback={null}>
      {over === "session" && (
        <SessionSheet
          draft={draft}
          onPrompt={() => void retrieve(true)}
          onUse={takeAccount}
          onClose={onClose}
        />
      )}
      {over === "exchange" && <ExchangeSheet draft={draft} onClose={onClose} />}
      {over === "registration" && (
        <RegistrationSheet recipe={draft.profile.recipe} profile={draft.profile.id} onClose={onClose} />
      )}
      {over === "authorities" && <AuthoritiesSheet onClose={onClose} />}
      {over === "confirm-cloud" && draft.profile.customCloud && (
        <ConfirmCloud hosts={draft.profile.customCloud} onConfirm={confirmCloud} onClose={onClose} />
      )}
    </Suspense>
  );
}

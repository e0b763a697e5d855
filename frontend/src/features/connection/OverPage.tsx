import { Suspense } from "react";
import type { Draft } from "../../backend/types";
import { part } from "../../ui/part";
import type { Over } from "./state";
import { useWork } from "./work";

const SessionView = part(() => import("../session/SessionView").then((m) => m.SessionView));
const ExchangeOver = part(() => import("../exchange/ExchangeOver").then((m) => m.ExchangeOver));
const AuthoritiesOver = part(() => import("../settings/AuthoritiesOver").then((m) => m.AuthoritiesOver));
const RegistrationOver = part(() => import("../helpdesk/RegistrationOver").then((m) => m.RegistrationOver));
const ConfirmCloud = part(() => import("./ways/ConfirmCloud").then((m) => m.ConfirmCloud));

interface OverPageProps {
  over: Over;
  draft: Draft;
}

// OverPage is what stands over the profile; each is loaded when it is asked for.
export function OverPage({ over, draft }: OverPageProps) {
  const { dispatch, retrieve, takeAccount, confirmCloud } = useWork();
  const onClose = () => dispatch({ type: "over", over: undefined });
  return (
    <Suspense fallback={null}>
      {over === "session" && (
        <SessionView
          over
          draft={draft}
          onPrompt={() => {
            onClose();
            void retrieve(true);
          }}
          onUse={takeAccount}
          onBack={onClose}
        />
      )}
      {over === "exchange" && <ExchangeOver draft={draft} onClose={onClose} />}
      {over === "registration" && (
        <RegistrationOver recipe={draft.profile.recipe} profile={draft.profile.id} onClose={onClose} />
      )}
      {over === "authorities" && <AuthoritiesOver onClose={onClose} />}
      {over === "confirm-cloud" && draft.profile.customCloud && (
        <ConfirmCloud hosts={draft.profile.customCloud} onConfirm={confirmCloud} onClose={onClose} />
      )}
    </Suspense>
  );
}

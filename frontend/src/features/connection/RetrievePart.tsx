import { Button, Link, Spinner } from "@fluentui/react-components";
import type { Operation, Profile, PromptReason } from "../../backend/types";
import { type Key, useTranslation } from "../../i18n/i18n";
import { pressedByEnter } from "../../ui/pressedByEnter";
import { tame } from "../../ui/Truncated";
import text from "../../ui/text.module.css";
import form from "./form.module.css";
import css from "./RetrievePart.module.css";
import { signInKind } from "./signInKind";
import { type DialogState, missingID, nextStep } from "./state";
import { useWork } from "./work";

// RetrievePart is the button of the dialog, and what became of the last press.
export function RetrievePart({ state }: { state: DialogState }) {
  const { t } = useTranslation();
  const { retrieve, dispatch } = useWork();
  const { profile } = state.draft;
  const working = state.busy === "retrieve" || state.started?.kind === "retrieve";
  const kind = signInKind(profile);
  const listless = kind === "on-premises" || kind === "application";
  const hint = t(hintOf(profile));

  return (
    <div className={form.controls}>
      <Button
        id="retrieve"
        {...pressedByEnter(nextStep(state) === "retrieve")}
        disabledFocusable={listless || working}
        aria-describedby="retrieve-hint"
        icon={working ? <Spinner size="extra-tiny" /> : undefined}
        onClick={() => void retrieve(false)}
      >
        {t("dialog.retrieve")}
      </Button>
      {state.retrieved && !working && !listless ? (
        <Outcome
          operation={state.retrieved}
          onAgain={() => void retrieve(true)}
          onSession={() => dispatch({ type: "over", over: "session" })}
        />
      ) : (
        <span className={text.muted} id="retrieve-hint">
          {working ? t("dialog.retrieving") : hint}
        </span>
      )}
    </div>
  );
}

function hintOf(profile: Profile) {
  const { method, cloud } = profile;
  switch (signInKind(profile)) {
    case "on-premises":
      return "dialog.onPremisesWhy";
    case "application":
      return "dialog.retrieveApplication";
    case "password":
      return "dialog.retrievePassword";
    case "two-factor":
      if (missingID(profile)) return "dialog.retrieveNeedsIDs";
      if (method === "device-code") return "dialog.retrieveDeviceCode";
      return cloud === "practice" ? "dialog.retrievePractice" : "dialog.retrieveOpens";
  }
}

interface OutcomeProps {
  operation: Operation;
  onAgain(): void;
  onSession(): void;
}

const silentWords: Partial<Record<PromptReason, Key>> = {
  "saved-session": "dialog.savedSession",
  "browser-session": "dialog.browserSession",
  password: "dialog.passwordSession",
};

// Outcome tells the two kinds of "no prompt" apart, and offers to be asked again.
function Outcome({ operation, onAgain, onSession }: OutcomeProps) {
  const { t } = useTranslation();
  const probably = operation.promptGuessed && operation.prompt === "browser-session";
  const silent = probably ? "dialog.browserSessionProbably" : silentWords[operation.prompt];
  const notes = [silent && t(silent), operation.storage === "memory" && t("dialog.memoryOnly")].filter(
    Boolean,
  );
  return (
    <div className={css.outcome} id="retrieve-hint">
      <span>
        <strong>{t("dialog.found", { count: operation.organizations })}</strong>{" "}
        {operation.account && t("dialog.asAccount", { account: tame(operation.account, 80) })}
      </span>
      <span>
        {notes.map((note) => `${note}. `)}
        <Link as="button" className={css.promptAgain} title={t("dialog.promptAgainWhy")} onClick={onAgain}>
          {t("dialog.promptAgain")}
        </Link>{" "}
        <Link as="button" title={t("dialog.sessionWhy")} onClick={onSession}>
          {t("dialog.session")}
        </Link>
      </span>
    </div>
  );
}

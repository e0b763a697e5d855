import { Button, Link, Spinner } from "@fluentui/react-components";
import type { Operation } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import { tame } from "../../ui/Truncated";
import css from "./ConnectionDialog.module.css";
import { nextStep } from "./draft";
import type { Connection } from "./useConnection";

// RetrievePart is the button of the dialog, and what became of the last press.
export function RetrievePart({ connection }: { connection: Connection }) {
  const { t } = useTranslation();
  const { state, busy } = connection;
  const { profile } = state.draft;
  const working = busy === "retrieve" || state.started?.kind === "retrieve";
  const hint = !profile.online
    ? t("dialog.onPremisesWhy")
    : !profile.twoFactor
      ? t("dialog.retrieveNeedsTwoFactor")
      : !profile.applicationId || !profile.redirectUri
        ? t("dialog.retrieveNeedsIDs")
        : profile.cloud === "practice"
          ? t("dialog.retrievePractice")
          : t("dialog.retrieveOpens");

  return (
    <div className={css.inline}>
      <Button
        id="retrieve"
        appearance={nextStep(state) === "retrieve" ? "primary" : "secondary"}
        disabledFocusable={!profile.online || working}
        aria-describedby="retrieve-hint"
        icon={working ? <Spinner size="extra-tiny" /> : undefined}
        onClick={() => void connection.retrieve(false)}
      >
        {t("dialog.retrieve")}
      </Button>
      {state.retrieved && !working ? (
        <Outcome operation={state.retrieved} onAgain={() => void connection.retrieve(true)} />
      ) : (
        <span className={css.muted} id="retrieve-hint">
          {working ? t("dialog.retrieving") : hint}
        </span>
      )}
    </div>
  );
}

// Outcome tells the two kinds of "no prompt" apart, and offers to be asked again.
function Outcome({ operation, onAgain }: { operation: Operation; onAgain(): void }) {
  const { t } = useTranslation();
  const silent =
    operation.prompt === "saved-session"
      ? t("dialog.savedSession")
      : operation.prompt === "browser-session"
        ? t("dialog.browserSession")
        : undefined;
  const notes = [silent, operation.storage === "memory" && t("dialog.memoryOnly")].filter(Boolean);
  return (
    <div className={css.outcome} id="retrieve-hint">
      <span>
        <strong>{t("dialog.found", { count: operation.organizations })}</strong>{" "}
        {operation.account && t("dialog.asAccount", { account: tame(operation.account).slice(0, 80) })}
      </span>
      <span>
        {notes.map((note) => `${note}. `)}
        <Link as="button" title={t("dialog.promptAgainWhy")} onClick={onAgain}>
          {t("dialog.promptAgain")}
        </Link>
      </span>
    </div>
  );
}

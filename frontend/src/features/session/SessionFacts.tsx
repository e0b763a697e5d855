import type { SessionView } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import { type Fact, Facts } from "../../ui/Facts";
import { Truncated } from "../../ui/Truncated";
import text from "../../ui/text.module.css";
import { fromNow, momentText, useNow } from "../../ui/time";
import css from "./session.module.css";

// SessionFacts are the facts of one session, in words.
export function SessionFacts({ view }: { view: SessionView }) {
  const { t, language } = useTranslation();
  const now = useNow(true);
  const moment = (when: string) =>
    t("session.language", { moment: momentText(when, language), when: fromNow(when, now, language) ?? "" });
  const facts: Fact[] = [
    [
      t("session.account"),
      <>
        <Truncated text={view.account} />
        {view.name && <Truncated text={view.name} className={text.muted} />}
      </>,
    ],
    [
      t("session.tenant"),
      <>
        <Truncated text={view.tenant} />
        {view.guest && <span className={css.guest}>{t("session.guest")}</span>}
      </>,
    ],
  ];
  if (view.since) facts.push([t("session.since"), moment(view.since)]);
  facts.push([t("session.token"), <TokenTimes key="token" view={view} now={now} />]);
  // An application has no second factor that could be missing.
  if (view.prompt !== "application") facts.push([t("session.mfa"), t(`session.mfaIs.${view.mfa}`)]);
  facts.push(
    [t("session.why"), t(whyKey(view))],
    [t("session.storage"), t(`session.storageIs.${view.storage || "none"}`)],
  );
  return <Facts className={css.facts} facts={facts} />;
}

// whyKey are the words for why there was or was not a prompt, or probably was.
function whyKey({ prompt, promptGuessed }: SessionView) {
  if (promptGuessed && (prompt === "browser-session" || prompt === "prompted")) {
    return `session.whyIsProbably.${prompt}` as const;
  }
  return `session.whyIs.${prompt || "unknown"}` as const;
}

function TokenTimes({ view, now }: { view: SessionView; now: number }) {
  const { t, language } = useTranslation();
  if (!view.expiresAt) return t("session.tokenNone");
  const when = fromNow(view.expiresAt, now, language) ?? "";
  const until = momentText(view.expiresAt, language);
  const ended = Date.parse(view.expiresAt) <= now;
  return (
    <span>
      {view.issuedAt ? t("session.tokenTimes", { from: momentText(view.issuedAt, language), until }) : until}
      <span className={text.muted}> ({t(ended ? "session.tokenEnded" : "session.tokenEnds", { when })})</span>
    </span>
  );
}

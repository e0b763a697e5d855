import { ProgressBar } from "@fluentui/react-components";
import type { Operation } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import { clockText, secondsSince, useNow } from "../../ui/time";
import css from "./SignInPanel.module.css";

// Timer shows how long the person has been awaited and how long they may take.
export function Timer({ operation }: { operation: Operation }) {
  const { t } = useTranslation();
  const now = useNow(true);
  const elapsed = secondsSince(operation.startedAt, now);
  const limit = operation.limitSeconds;
  const times = { elapsed: clockText(elapsed), limit: clockText(limit) };
  return (
    <div className={css.timer}>
      <ProgressBar
        className={css.bar}
        value={Math.min(elapsed, limit)}
        max={Math.max(1, limit)}
        color={operation.state === "overdue" ? "warning" : "brand"}
        aria-label={t("signin.step.wait")}
        aria-valuetext={t("signin.waitedFor", times)}
      />
      <span role="timer" aria-live="off">
        {t("signin.elapsed", times)}
      </span>
    </div>
  );
}

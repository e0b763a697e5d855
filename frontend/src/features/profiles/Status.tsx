import { Spinner } from "@fluentui/react-components";
import { CheckmarkCircleRegular } from "@fluentui/react-icons/svg/checkmark-circle";
import { CircleHintRegular } from "@fluentui/react-icons/svg/circle-hint";
import { ErrorCircleRegular } from "@fluentui/react-icons/svg/error-circle";
import { PersonKeyRegular } from "@fluentui/react-icons/svg/person-key";
import { WarningRegular } from "@fluentui/react-icons/svg/warning";
import type { ProfileRow } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import { fromNow, secondsSince, wholeDays } from "../../ui/time";
import css from "./list.module.css";
import type { TestState } from "./useTests";

// How long a test is news, in seconds. A password, a policy or a role can change any day.
const fresh = 7 * 86_400;

interface StatusProps {
  row: ProfileRow;
  test: TestState | undefined;
  now: number;
}

// Status says what is known of a profile, and since when: never that it works.
export function Status({ row, test, now }: StatusProps) {
  const { t } = useTranslation();
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the list
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus
    <div role="gridcell" className={css.status}>
      <StatusIcon row={row} test={test} now={now} />
      <span className={css.statusWords}>
        <span className={isOld(row, now) && !test ? css.muted : undefined}>
          <StatusWords row={row} test={test} now={now} />
        </span>
        {row.status === "tested" && !test && !row.redirectTried && (
          <span className={css.untried} title={t("home.redirectUntriedWhy")}>
            {t("home.redirectUntried")}
          </span>
        )}
        <Expiry row={row} now={now} />
        {row.readOnly && <span className={css.muted}>{t("home.readOnly")}</span>}
      </span>
    </div>
  );
}

function isOld(row: ProfileRow, now: number): boolean {
  return row.status === "tested" && (!row.redirectTried || secondsSince(row.lastVerified, now) >= fresh);
}

function StatusIcon({ row, test, now }: StatusProps) {
  if (test === "testing" || test === "waiting") return <Spinner size="extra-tiny" aria-hidden />;
  if (test === "failed") return <ErrorCircleRegular className={css.bad} fontSize={16} aria-hidden />;
  switch (row.status) {
    case "tested":
      return (
        <CheckmarkCircleRegular
          className={isOld(row, now) ? css.muted : css.good}
          fontSize={16}
          aria-hidden
        />
      );
    case "sign-in-needed":
      return <PersonKeyRegular className={css.attention} fontSize={16} aria-hidden />;
    default:
      return <CircleHintRegular className={css.muted} fontSize={16} aria-hidden />;
  }
}

function StatusWords({ row, test, now }: StatusProps) {
  const { t, language } = useTranslation();
  if (test) return t(`home.test.${test}`);
  if (row.status !== "tested") return t(`home.status.${row.status}`);
  if (secondsSince(row.lastVerified, now) < 60) return t("home.status.testedNow");
  const when = fromNow(row.lastVerified, now, language);
  return when ? t("home.status.testedSince", { when }) : t("home.status.tested");
}

// Expiry warns, in time, that an application's secret or certificate ends.
function Expiry({ row, now }: { row: ProfileRow; now: number }) {
  const { t } = useTranslation();
  if (!row.expiry) return null;
  const days = Math.max(0, wholeDays(row.expires, now) ?? 0);
  return (
    <span className={row.expiry === "expired" ? css.ended : css.ends}>
      <WarningRegular fontSize={14} aria-hidden />
      {row.expiry === "expired" ? t("home.expired") : t("home.expires", { count: days })}
    </span>
  );
}

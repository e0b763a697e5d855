import { CheckmarkCircleRegular } from "@fluentui/react-icons/svg/checkmark-circle";
import { ErrorCircleRegular } from "@fluentui/react-icons/svg/error-circle";
import { WarningRegular } from "@fluentui/react-icons/svg/warning";
import type { Check } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import text from "../../ui/text.module.css";
import css from "./CheckLines.module.css";
import { ProblemView } from "./ProblemView";

const icons = {
  ok: <CheckmarkCircleRegular fontSize={18} className={css.ok} />,
  warning: <WarningRegular fontSize={18} className={css.warning} />,
  failed: <ErrorCircleRegular fontSize={18} className={css.failed} />,
};

const names = [
  "keychain",
  "loopback",
  "browser",
  "proxy",
  "clock",
  "practice",
  "settings",
  "redirect",
  "hosts",
  "tenant",
  "session",
  "credential",
  "authority",
  "names",
  "organization",
  "consent",
] as const;

// CheckLines are checks and what each saw; what is not well is explained below it.
export function CheckLines({ checks }: { checks: readonly Check[] }) {
  return (
    <ul className={css.checks}>
      {checks.map((check) => (
        <CheckLine key={check.id} check={check} />
      ))}
    </ul>
  );
}

function CheckLine({ check }: { check: Check }) {
  const { t } = useTranslation();
  const known = names.find((name) => name === check.id);
  return (
    <li>
      <div className={css.check}>
        <span aria-hidden>{icons[check.state]}</span>
        <span>{known ? t(`settings.checks.${known}`) : check.id}</span>
        <span className={text.muted}>
          {t(`settings.checkStates.${check.state}`)}
          {check.detail && `: ${check.detail}`}
        </span>
      </div>
      {check.problem && <ProblemView problem={check.problem} quiet />}
    </li>
  );
}

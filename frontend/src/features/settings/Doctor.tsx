import { Button, Spinner } from "@fluentui/react-components";
import { CheckmarkCircleRegular } from "@fluentui/react-icons/svg/checkmark-circle";
import { ErrorCircleRegular } from "@fluentui/react-icons/svg/error-circle";
import { WarningRegular } from "@fluentui/react-icons/svg/warning";
import { useState } from "react";
import { useBackend } from "../../backend/context";
import { asProblem } from "../../backend/problem";
import type { Check, Problem } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import { ProblemView } from "../problem/ProblemView";
import css from "./settings.module.css";

const icons = {
  ok: <CheckmarkCircleRegular fontSize={18} className={css.ok} />,
  warning: <WarningRegular fontSize={18} className={css.warning} />,
  failed: <ErrorCircleRegular fontSize={18} className={css.failed} />,
};

const names = ["keychain", "loopback", "browser", "proxy", "clock", "practice"] as const;

// Doctor runs the checks when asked, for they do real work, and shows what each saw.
export function Doctor() {
  const { t } = useTranslation();
  const backend = useBackend();
  const [busy, setBusy] = useState(false);
  const [checks, setChecks] = useState<Check[] | undefined>();
  const [problem, setProblem] = useState<Problem | undefined>();

  async function run() {
    setBusy(true);
    setProblem(undefined);
    try {
      setChecks(await backend.app.doctor());
    } catch (reason) {
      setProblem(asProblem(reason));
    }
    setBusy(false);
  }

  return (
    <section aria-labelledby="doctor">
      <h3 id="doctor">{t("settings.doctor")}</h3>
      <div className={css.line}>
        <Button
          size="small"
          disabledFocusable={busy}
          icon={busy ? <Spinner size="extra-tiny" /> : undefined}
          onClick={() => void run()}
        >
          {busy ? t("settings.doctorRunning") : t("settings.doctorRun")}
        </Button>
        <span className={css.muted}>{t("settings.doctorWhat")}</span>
      </div>
      {problem && <ProblemView problem={problem} />}
      <div role="status">
        <ul className={css.checks}>
          {checks?.map((check) => (
            <CheckLine key={check.id} check={check} />
          ))}
        </ul>
      </div>
    </section>
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
        <span className={css.muted}>
          {t(`settings.checkStates.${check.state}`)}
          {check.detail && `: ${check.detail}`}
        </span>
      </div>
      {check.problem && <ProblemView problem={check.problem} quiet />}
    </li>
  );
}

import { Button, Spinner } from "@fluentui/react-components";
import { useState } from "react";
import { useBackend } from "../../backend/context";
import type { Check } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import text from "../../ui/text.module.css";
import { useSaving } from "../../ui/useSaving";
import { CheckLines } from "../problem/CheckLines";
import { ProblemView } from "../problem/ProblemView";
import css from "./settings.module.css";

// Doctor runs the checks when asked, for they do real work, and shows what each saw.
export function Doctor() {
  const { t } = useTranslation();
  const backend = useBackend();
  const [checks, setChecks] = useState<Check[] | undefined>();
  const { saving: busy, problem, save } = useSaving();

  const run = () => save(async () => setChecks(await backend.app.doctor()));

  return (
    <section aria-labelledby="doctor">
      <h2 id="doctor">{t("settings.doctor")}</h2>
      <div className={css.line}>
        <Button
          size="small"
          disabledFocusable={busy}
          icon={busy ? <Spinner size="extra-tiny" /> : undefined}
          onClick={() => void run()}
        >
          {busy ? t("settings.doctorRunning") : t("settings.doctorRun")}
        </Button>
        <span className={text.muted}>{t("settings.doctorWhat")}</span>
      </div>
      {problem && <ProblemView problem={problem} />}
      <div role="status">{checks && <CheckLines checks={checks} />}</div>
    </section>
  );
}

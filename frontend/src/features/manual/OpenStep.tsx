import { Button } from "@fluentui/react-components";
import type { ManualPlan } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import { useAnnounce } from "../../ui/Announcer";
import { CopyButton } from "../../ui/CopyButton";
import { ProblemView } from "../problem/ProblemView";
import css from "./manual.module.css";
import type { Manual } from "./useManual";

// OpenStep is where the person signs in.
export function OpenStep({ manual, plan }: { manual: Manual; plan: ManualPlan }) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  return (
    <section aria-labelledby="manual-1" className={css.step}>
      <h3 id="manual-1">{t("manual.step1")}</h3>
      <p>{t("manual.step1What")}</p>
      <textarea
        className={css.text}
        readOnly
        rows={3}
        value={plan.authorizeUrl}
        aria-label={t("manual.address")}
        onFocus={(event) => event.target.select()}
      />
      <div className={css.buttons}>
        <Button
          size="small"
          onClick={() => void manual.open().then((ok) => ok && announce(t("manual.opened")))}
        >
          {t("manual.open")}
        </Button>
        <CopyButton appearance="secondary" text={plan.authorizeUrl} label={t("manual.copyAddress")} />
      </div>
      {manual.problems.open && <ProblemView problem={manual.problems.open} />}
    </section>
  );
}

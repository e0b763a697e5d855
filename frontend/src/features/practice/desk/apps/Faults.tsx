import type { PracticeApp } from "../../../../backend/types";
import { useTranslation } from "../../../../i18n/i18n";
import { CodeLink } from "../CodeLink";
import tab from "../tab.module.css";
import css from "./Faults.module.css";
import { faultsOf } from "./faults";

// Faults say which errors a registration causes as it stands, while it is being edited.
export function Faults({ app }: { app: PracticeApp }) {
  const { t } = useTranslation();
  return (
    <aside className={css.faults} aria-label={t("apps.faults")}>
      <h3>{t("apps.faults")}</h3>
      <ul className={tab.plainList}>
        {faultsOf(app, Date.now()).map(({ code, why }) => (
          <li key={why}>
            <CodeLink code={code} />
            <span>{t(`apps.fault.${why}`)}</span>
          </li>
        ))}
      </ul>
    </aside>
  );
}

import { useTranslation } from "../i18n/i18n";
import css from "./ui.module.css";

// CustomMark stands wherever a profile belongs to a private test system, whose hosts
// a person has vouched for.
export function CustomMark() {
  const { t } = useTranslation();
  return (
    <span className={`${css.mark} ${css.custom}`} title={t("common.customWhy")}>
      {t("common.custom")}
    </span>
  );
}

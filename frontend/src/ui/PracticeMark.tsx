import { useTranslation } from "../i18n/i18n";
import css from "./ui.module.css";

// PracticeMark stands wherever something belongs to the practice tenant.
export function PracticeMark() {
  const { t } = useTranslation();
  return <span className={css.mark}>{t("common.practice")}</span>;
}

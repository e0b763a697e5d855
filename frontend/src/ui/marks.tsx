import { useTranslation } from "../i18n/i18n";
import css from "./ui.module.css";

// PracticeMark stands wherever something belongs to the practice tenant.
export function PracticeMark() {
  const { t } = useTranslation();
  return <span className={css.mark}>{t("common.practice")}</span>;
}

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

// CloudMark is the mark of what belongs to a cloud; the public ones have none.
export function CloudMark({ cloud }: { cloud: string | undefined }) {
  if (cloud === "practice") return <PracticeMark />;
  return cloud === "custom" ? <CustomMark /> : null;
}

import { useEffect } from "react";
import { useTranslation } from "../../../i18n/i18n";
import { PracticeMark } from "../../../ui/marks";
import { Phone } from "./Phone";
import css from "./phone.module.css";

// PhonePage is the phone and nothing else, in type that a whole room can read.
export function PhonePage() {
  const { t } = useTranslation();
  useEffect(() => {
    const before = document.title;
    document.title = t("phone.pageTitle");
    return () => {
      document.title = before;
    };
  }, [t]);
  return (
    <main className={css.page}>
      <div className={css.pageHead}>
        <h1 className={css.pageTitle}>{t("phone.pageTitle")}</h1>
        <PracticeMark />
        <span className={css.simulated}>{t("phone.simulated")}</span>
      </div>
      <Phone alone />
    </main>
  );
}

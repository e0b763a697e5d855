import { useTranslation } from "../i18n/i18n";
import css from "./App.module.css";

// NoBackend is what a page without Latchkey behind it says.
export function NoBackend() {
  const { t } = useTranslation();
  return (
    <main className={css.noBackend}>
      <p>{t("app.noBackend")}</p>
    </main>
  );
}

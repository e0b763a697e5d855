import { useTranslation } from "../../i18n/i18n";
import { Phone } from "./phone/Phone";
import css from "./practice.module.css";

// DockedPhone stands beside the signing-in panel of a practice profile: the phone
// that the sign-in will ask.
export function DockedPhone() {
  const { t } = useTranslation();
  return (
    <aside className={css.docked} aria-label={t("practice.title")}>
      <Phone />
    </aside>
  );
}

import { useTranslation } from "react-i18next";
import panel from "../signin/SignInPanel.module.css";
import { Phone } from "./Phone";
import css from "./practice.module.css";
import { Users } from "./Users";

// DockedPhone stands beside the signing-in panel of a practice profile: who to
// sign in as, and the phone that the sign-in will ask.
export function DockedPhone() {
  const { t } = useTranslation();
  return (
    <aside className={`${panel.dock} ${css.docked}`} aria-label={t("practice.title")}>
      <Phone />
      <Users title={t("signin.signInAs")} compact />
    </aside>
  );
}

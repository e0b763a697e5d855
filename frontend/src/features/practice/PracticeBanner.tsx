import { Link } from "@fluentui/react-components";
import { useTranslation } from "../../i18n/i18n";
import css from "./practice.module.css";
import { Users } from "./Users";

// PracticeBanner stands beside the title of every practice profile, so that nobody
// takes it for a real one.
export function PracticeBanner({ open, onToggle }: { open: boolean; onToggle(): void }) {
  const { t } = useTranslation();
  return (
    <div className={css.banner} role="note">
      <span className={css.bannerText}>{t("practice.banner")}</span>
      <Link as="button" aria-expanded={open} onClick={onToggle}>
        {t(open ? "practice.hideUsers" : "practice.showUsers")}
      </Link>
    </div>
  );
}

// PracticeUsers is what the banner's button opens.
export function PracticeUsers() {
  const { t } = useTranslation();
  return (
    <div className={css.bannerUsers}>
      <Users title={t("practice.users")} />
    </div>
  );
}

import { Link } from "@fluentui/react-components";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import css from "../connection/ConnectionDialog.module.css";
import { Users } from "./Users";

// PracticeBanner stands over every practice profile, so that nobody takes it for
// a real one.
export function PracticeBanner() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <div className={css.banner} role="note">
      <span>{t("practice.banner")}</span>
      <Link as="button" aria-expanded={open} onClick={() => setOpen((now) => !now)}>
        {t(open ? "practice.hideUsers" : "practice.showUsers")}
      </Link>
      {open && (
        <div className={css.bannerUsers}>
          <Users title={t("practice.users")} />
        </div>
      )}
    </div>
  );
}

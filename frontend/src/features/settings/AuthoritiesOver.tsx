import { useTranslation } from "../../i18n/i18n";
import { Page } from "../../ui/Page";
import { Authorities } from "./Authorities";
import css from "./settings.module.css";

// AuthoritiesOver is that part of Settings by itself, for a connection that failed
// for want of it: what was typed in the profile stays.
export function AuthoritiesOver({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  return (
    <Page over title={t("settings.title")} onBack={onClose}>
      <div className={css.sections}>
        <Authorities />
      </div>
    </Page>
  );
}

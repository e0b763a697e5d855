import { useTranslation } from "../../i18n/i18n";
import { Sheet } from "../../ui/Sheet";
import { Authorities } from "./Authorities";
import css from "./settings.module.css";

// AuthoritiesSheet is that part of Settings by itself, for a connection that failed
// for want of it: what was typed in the dialog below stays.
export function AuthoritiesSheet({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  return (
    <Sheet title={t("settings.title")} onClose={onClose}>
      <div className={css.sections}>
        <Authorities />
      </div>
    </Sheet>
  );
}

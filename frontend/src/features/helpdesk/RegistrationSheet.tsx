import { useState } from "react";
import { useTranslation } from "../../i18n/i18n";
import { Sheet } from "../../ui/Sheet";
import css from "./helpdesk.module.css";
import { RegisterTab } from "./RegisterTab";

interface RegistrationSheetProps {
  // recipe is what the profile is for; without one it is shown for any Dataverse client.
  recipe: string | undefined;
  // profile is the one that is asked about; "" is none that was saved.
  profile: string;
  onClose(): void;
}

// RegistrationSheet is the helpdesk's part about registrations, over a dialog.
export function RegistrationSheet({ recipe, profile, onClose }: RegistrationSheetProps) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(profile);
  return (
    <Sheet wide title={t("helpdesk.tab.register")} onClose={onClose}>
      <div className={css.panel}>
        <RegisterTab recipe={recipe || "dataverse-client"} profile={asked} onProfile={setAsked} />
      </div>
    </Sheet>
  );
}

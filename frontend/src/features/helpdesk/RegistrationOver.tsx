import { useState } from "react";
import { useTranslation } from "../../i18n/i18n";
import { Page } from "../../ui/Page";
import css from "./helpdesk.module.css";
import { RegisterTab } from "./RegisterTab";

interface RegistrationOverProps {
  // recipe is what the profile is for; without one it is shown for any Dataverse client.
  recipe: string | undefined;
  // profile is the one that is asked about; "" is none that was saved.
  profile: string;
  onClose(): void;
}

// RegistrationOver is the helpdesk's part about registrations, over a profile.
export function RegistrationOver({ recipe, profile, onClose }: RegistrationOverProps) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(profile);
  return (
    <Page over title={t("helpdesk.tab.register")} onBack={onClose}>
      <div className={css.panel}>
        <RegisterTab recipe={recipe || "dataverse-client"} profile={asked} onProfile={setAsked} />
      </div>
    </Page>
  );
}

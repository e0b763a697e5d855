import { useState } from "react";
import type { Bundle } from "../../backend/helpdesk";
import { useTranslation } from "../../i18n/i18n";
import { Stack } from "../../ui/Stack";
import { ProfileChoice } from "./ProfileChoice";
import { BundlePart } from "./support/BundlePart";
import { BundleView } from "./support/BundleView";
import { PreflightPart } from "./support/PreflightPart";
import { SetupPart } from "./support/SetupPart";
import css from "./tools.module.css";

interface SupportTabProps {
  profile: string;
  onProfile(id: string): void;
}

// SupportTab is what goes between a user and the helpdesk.
export function SupportTab({ profile, onProfile }: SupportTabProps) {
  const { t } = useTranslation();
  const [bundle, setBundle] = useState<Bundle | undefined>();
  if (bundle) return <BundleView bundle={bundle} onClose={() => setBundle(undefined)} />;
  return (
    <Stack gap={14}>
      <div className={css.twoFields}>
        <ProfileChoice label={t("support.profile")} value={profile} onChange={onProfile} />
      </div>
      <PreflightPart key={`preflight/${profile}`} profile={profile} />
      <SetupPart profile={profile} />
      <BundlePart profile={profile} onOpened={setBundle} />
    </Stack>
  );
}

import { Text } from "@fluentui/react-components";
import type { Profile } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import { CloudMark } from "../../ui/marks";
import { PracticeBanner } from "../practice/PracticeBanner";
import frame from "./frame.module.css";
import { useWork } from "./work";

interface DialogHeadProps {
  profile: Profile;
  panel: boolean;
  users: boolean;
}

// DialogHead is the dialog's title, with a mark when the profile is for no real cloud.
export function DialogHead({ profile, panel, users }: DialogHeadProps) {
  const { dispatch } = useWork();
  const { t } = useTranslation();
  const practice = profile.cloud === "practice";
  return (
    <div className={frame.head}>
      <Text as="h2" size={500} weight="semibold">
        {t("dialog.title")}
      </Text>
      <CloudMark cloud={profile.cloud} />
      {practice && !panel && (
        <PracticeBanner open={users} onToggle={() => dispatch({ type: "users", shown: !users })} />
      )}
    </div>
  );
}

import { Button } from "@fluentui/react-components";
import { useBackend } from "../../backend/context";
import type { Profile } from "../../backend/types";
import { useResource } from "../../backend/useResource";
import { useTranslation } from "../../i18n/i18n";
import { useAnnounce } from "../../ui/Announcer";
import { ProblemView } from "../problem/ProblemView";
import form from "./form.module.css";

// PracticeIDs answers, in practice, where the two values come from: the practice
// tenant has an application of its own.
export function PracticeIDs({ onFill }: { onFill(change: Partial<Profile>): void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const announce = useAnnounce();
  const practice = useResource("practice", () => backend.practice.state());
  const known = practice.data;

  function fill() {
    if (!known) return;
    onFill({ applicationId: known.applicationId, redirectUri: known.redirectUri });
    announce(t("twoFactor.practiceFilled"));
  }

  return (
    <div className={`${form.note} ${form.controls}`}>
      <span className={form.growing}>{t("twoFactor.practiceWhat")}</span>
      <Button size="small" disabledFocusable={!known} onClick={fill}>
        {t("twoFactor.practiceFill")}
      </Button>
      {practice.problem && <ProblemView problem={practice.problem} />}
    </div>
  );
}

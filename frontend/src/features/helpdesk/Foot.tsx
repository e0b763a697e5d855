import { Button } from "@fluentui/react-components";
import { useTranslation } from "../../i18n/i18n";
import type { Opened } from "../../ui/opened";
import { type Place, type PracticeTab, practiceTab } from "./place";
import type { Helpdesk } from "./useHelpdesk";
import { WalkFoot } from "./walk/WalkFoot";

interface FootProps {
  helpdesk: Helpdesk;
  // leave closes the dialog, and then does what it is given.
  leave(after: () => void): void;
  onOpen(opened: Opened): void;
  onRehearse(tab: PracticeTab, from: Place): void;
}

// hasFoot says whether a place leads on: Latchkey has no profiles for Salesforce.
export function hasFoot({ recipe, place, step }: Helpdesk): boolean {
  if (!recipe.data) return false;
  return place.walkthrough ? step !== undefined : recipe.data.recipe.system !== "salesforce";
}

// Foot is the ways on: from step to step, to a profile, to the practice tenant.
export function Foot({ helpdesk, leave, onOpen, onRehearse }: FootProps) {
  const { t } = useTranslation();
  const { place, recipe, walkthrough, step, progress } = helpdesk;
  if (walkthrough && step) {
    return (
      <WalkFoot
        steps={walkthrough.steps}
        step={step}
        progress={progress}
        onGo={helpdesk.toStep}
        onRehearse={(where) => leave(() => onRehearse(practiceTab(where), place))}
        onFinish={helpdesk.toPage}
      />
    );
  }
  const id = recipe.data?.recipe.id;
  const isRollOut = recipe.data?.recipe.system === "mfa";
  const open = (practice: boolean) => leave(() => onOpen({ kind: "new", practice, recipe: id }));
  return (
    <>
      <Button onClick={() => (isRollOut ? leave(() => onRehearse("rehearsal", place)) : open(true))}>
        {t("helpdesk.tryPractice")}
      </Button>
      {!isRollOut && (
        <Button appearance="primary" onClick={() => open(false)}>
          {t("helpdesk.newProfile")}
        </Button>
      )}
    </>
  );
}

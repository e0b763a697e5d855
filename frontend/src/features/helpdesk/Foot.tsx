import { Button } from "@fluentui/react-components";
import { useTranslation } from "../../i18n/i18n";
import { address } from "../../ui/addresses";
import { useNavigation } from "../../ui/navigation";
import type { PracticeTab } from "../practice/tabs";
import { practiceTab } from "./place";
import type { Helpdesk } from "./useHelpdesk";
import { WalkFoot } from "./walk/WalkFoot";

// hasFoot says whether a place leads on: Latchkey has no profiles for Salesforce.
export function hasFoot({ recipe, place, step }: Helpdesk): boolean {
  if (!recipe.data) return false;
  return place.walkthrough ? step !== undefined : recipe.data.recipe.system !== "salesforce";
}

// Foot is the ways on: from step to step, to a profile, to the practice tenant.
export function Foot({ helpdesk }: { helpdesk: Helpdesk }) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const { place, recipe, walkthrough, step, progress } = helpdesk;
  const rehearse = (tab: PracticeTab) => go(address.practice(tab, place.recipe));
  if (walkthrough && step) {
    return (
      <WalkFoot
        steps={walkthrough.steps}
        step={step}
        progress={progress}
        onGo={helpdesk.toStep}
        onRehearse={(where) => rehearse(practiceTab(where))}
        onFinish={helpdesk.toPage}
      />
    );
  }
  const id = recipe.data?.recipe.id;
  const isRollOut = recipe.data?.recipe.system === "mfa";
  const open = (practice: boolean) => go(address.profile({ kind: "new", practice, recipe: id }));
  return (
    <>
      <Button onClick={() => (isRollOut ? rehearse("rehearsal") : open(true))}>
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

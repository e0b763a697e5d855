import { Button } from "@fluentui/react-components";
import { ArrowLeftRegular } from "@fluentui/react-icons/svg/arrow-left";
import { useTranslation } from "../../i18n/i18n";
import { Loading } from "../problem/Loading";
import { FillIn } from "./FillIn";
import { RecipeList } from "./RecipeList";
import { RecipePage } from "./RecipePage";
import type { Helpdesk } from "./useHelpdesk";
import { WalkView } from "./walk/WalkView";

const ofAll = ["company", "helpdesk"] as const;
// The day of the switch is asked for where something is rolled out.
const ofRollOut = [...ofAll, "start"] as const;

// SystemsTab is the list of the systems, the page of one, or one of its walkthroughs.
export function SystemsTab({ helpdesk }: { helpdesk: Helpdesk }) {
  const { t } = useTranslation();
  const { place, recipe, walkthrough } = helpdesk;
  const view = recipe.data;
  if (!place.recipe) {
    return (
      <>
        <FillIn place={place} typed={[]} onChange={helpdesk.fillIn} />
        <RecipeList last={helpdesk.last} onOpen={helpdesk.toRecipe} />
      </>
    );
  }
  return (
    <>
      <FillIn
        place={place}
        typed={view?.recipe.system === "mfa" ? ofRollOut : ofAll}
        onChange={helpdesk.fillIn}
      />
      <Loading of={recipe} />
      {!view && recipe.problem && (
        <div>
          <Button size="small" icon={<ArrowLeftRegular />} onClick={helpdesk.toList}>
            {t("helpdesk.allSystems")}
          </Button>
        </div>
      )}
      {view && walkthrough && <WalkView helpdesk={helpdesk} view={view} walkthrough={walkthrough} />}
      {view && !walkthrough && (
        <RecipePage
          recipe={view.recipe}
          start={place.typed.start}
          today={view.today}
          onWalk={helpdesk.toWalkthrough}
          onBack={helpdesk.toList}
        />
      )}
    </>
  );
}

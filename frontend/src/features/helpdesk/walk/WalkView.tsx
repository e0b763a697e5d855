import { Button, Text } from "@fluentui/react-components";
import { ArrowLeftRegular } from "@fluentui/react-icons/svg/arrow-left";
import { useBackend } from "../../../backend/context";
import type { RecipeView, Walkthrough } from "../../../backend/recipes";
import { useTranslation } from "../../../i18n/i18n";
import { useSaving } from "../../../ui/useSaving";
import { ProblemView } from "../../problem/ProblemView";
import page from "../helpdesk.module.css";
import type { Helpdesk } from "../useHelpdesk";
import { KeepButtons } from "./KeepButtons";
import { StepList } from "./StepList";
import { StepView } from "./StepView";
import css from "./walk.module.css";

interface WalkViewProps {
  helpdesk: Helpdesk;
  view: RecipeView;
  walkthrough: Walkthrough;
}

// WalkView is a walkthrough: one step open, and the list of all beside it.
export function WalkView({ helpdesk, view, walkthrough }: WalkViewProps) {
  const { t } = useTranslation();
  const { place, step, came, progress, toStep } = helpdesk;
  const backend = useBackend();
  const { problem, save } = useSaving();
  const open = (id: string) =>
    void save(() => backend.guides.open(view.recipe.id, walkthrough.id, id, place.profile));
  const { steps } = walkthrough;
  return (
    <>
      <div className={page.pageHead}>
        <Button size="small" appearance="subtle" icon={<ArrowLeftRegular />} onClick={helpdesk.toPage}>
          {t("walk.backTo", { name: view.recipe.name })}
        </Button>
        <Text as="h2" size={400} weight="semibold" className={page.pageTitle}>
          {walkthrough.title}
        </Text>
        <span className={page.spring} />
        <KeepButtons place={place} />
      </div>
      {progress.problem && <ProblemView problem={progress.problem} />}
      {problem && <ProblemView problem={problem} />}
      {step && (
        <div className={css.beside}>
          <StepList steps={steps} current={step.id} done={progress.done ?? []} onGo={(id) => toStep(id)} />
          <StepView
            key={step.id}
            step={step}
            number={steps.indexOf(step) + 1}
            count={steps.length}
            view={view}
            came={came}
            onGo={toStep}
            onPage={() => open(step.id)}
          />
        </div>
      )}
    </>
  );
}

import { Button, Checkbox } from "@fluentui/react-components";
import type { Rehearsal, Step } from "../../../backend/recipes";
import { useTranslation } from "../../../i18n/i18n";
import page from "../helpdesk.module.css";
import type { Progress } from "../useProgress";

interface WalkFootProps {
  steps: readonly Step[];
  step: Step;
  progress: Progress;
  onGo(step: string): void;
  onRehearse(rehearse: Rehearsal): void;
  onFinish(): void;
}

// WalkFoot is the way from step to step, always in the same place.
export function WalkFoot({ steps, step, progress, onGo, onRehearse, onFinish }: WalkFootProps) {
  const { t } = useTranslation();
  const at = steps.indexOf(step);
  const before = steps[at - 1];
  const after = steps[at + 1];
  const { rehearse } = step;
  return (
    <>
      <Checkbox
        label={t("walk.done")}
        checked={progress.done?.includes(step.id) ?? false}
        onChange={(_, data) => progress.tick(step.id, data.checked === true)}
      />
      <span className={page.spring} />
      {rehearse && <Button onClick={() => onRehearse(rehearse)}>{t("walk.rehearse")}</Button>}
      {before && <Button onClick={() => onGo(before.id)}>{t("walk.back")}</Button>}
      <Button appearance="primary" onClick={() => (after ? onGo(after.id) : onFinish())}>
        {t(after ? "walk.next" : "walk.finish")}
      </Button>
    </>
  );
}

import { CheckmarkCircleRegular } from "@fluentui/react-icons/svg/checkmark-circle";
import { CircleRegular } from "@fluentui/react-icons/svg/circle";
import { useEffect, useRef } from "react";
import type { Step } from "../../../backend/recipes";
import { useTranslation } from "../../../i18n/i18n";
import { plain } from "../../../ui/Marked";
import text from "../../../ui/text.module.css";
import ui from "../../../ui/ui.module.css";
import css from "./walk.module.css";

interface StepListProps {
  steps: readonly Step[];
  current: string;
  done: readonly string[];
  onGo(step: string): void;
}

// StepList is all steps of a walkthrough: where one is, and what is done.
export function StepList({ steps, current, done, onGo }: StepListProps) {
  const { t } = useTranslation();
  const here = useRef<HTMLButtonElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another step is the current one
  useEffect(() => {
    here.current?.scrollIntoView({ block: "nearest" });
  }, [current]);
  const ticked = steps.filter((step) => done.includes(step.id)).length;
  return (
    <nav className={css.list} aria-label={t("walk.steps")}>
      <p className={text.hint}>{t("walk.progress", { done: ticked, count: steps.length })}</p>
      <ol>
        {steps.map((step, i) => (
          <li key={step.id}>
            <button
              ref={step.id === current ? here : undefined}
              type="button"
              className={css.entry}
              aria-current={step.id === current ? "step" : undefined}
              onClick={() => onGo(step.id)}
            >
              {done.includes(step.id) ? (
                <CheckmarkCircleRegular className={css.ticked} aria-hidden />
              ) : (
                <CircleRegular className={css.open} aria-hidden />
              )}
              <span>
                {i + 1}. {plain(step.title)}
                {done.includes(step.id) && <span className={ui.hidden}> ({t("walk.isDone")})</span>}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

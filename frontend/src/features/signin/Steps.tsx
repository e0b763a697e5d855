import { Spinner } from "@fluentui/react-components";
import { CheckmarkRegular } from "@fluentui/react-icons/svg/checkmark";
import { CircleRegular } from "@fluentui/react-icons/svg/circle";
import { DismissRegular } from "@fluentui/react-icons/svg/dismiss";
import { SubtractRegular } from "@fluentui/react-icons/svg/subtract";
import { useEffect } from "react";
import type { Operation, Step, StepState } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import { useAnnounce } from "../../ui/Announcer";
import hidden from "../../ui/ui.module.css";
import css from "./SignInPanel.module.css";

const icons: Record<StepState, React.ReactNode> = {
  todo: <CircleRegular fontSize={16} />,
  doing: <Spinner size="extra-tiny" className={css.spinner} />,
  done: <CheckmarkRegular fontSize={16} />,
  skipped: <SubtractRegular fontSize={16} />,
  failed: <DismissRegular fontSize={16} />,
};

// shownState is what became of a step: a browser that could not be opened was not.
function shownState(step: Step, operation: Operation): StepState {
  const opened = step.id === "browser" && step.state === "done";
  return opened && operation.browserFailed && !operation.deviceCode ? "failed" : step.state;
}

// Steps shows how far the sign-in has come; each step is read out as it begins.
export function Steps({ operation }: { operation: Operation }) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const { steps } = operation;
  const doing = steps.find((step) => step.state === "doing")?.id;
  const code = operation.flow === "device-code";
  const words = (id: Step["id"]) => t(id === "browser" && code ? "signin.step.code" : `signin.step.${id}`);
  // A code that was just shown has the word.
  const said = doing && !operation.deviceCode ? words(doing) : undefined;

  useEffect(() => {
    if (said) announce(said);
  }, [said, announce]);

  return (
    <ol className={css.steps} aria-label={t("signin.steps")}>
      {steps.map((step) => {
        const state = shownState(step, operation);
        return (
          <li
            key={step.id}
            className={`${css.step} ${css[state]}`}
            aria-current={state === "doing" ? "step" : undefined}
          >
            <span aria-hidden>{icons[state]}</span>
            <span>
              {words(step.id)}
              <span className={hidden.hidden}>, {t(`signin.state.${state}`)}</span>
            </span>
          </li>
        );
      })}
    </ol>
  );
}

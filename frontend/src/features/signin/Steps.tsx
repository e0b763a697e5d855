import { Spinner } from "@fluentui/react-components";
import { CheckmarkRegular } from "@fluentui/react-icons/svg/checkmark";
import { CircleRegular } from "@fluentui/react-icons/svg/circle";
import { DismissRegular } from "@fluentui/react-icons/svg/dismiss";
import { SubtractRegular } from "@fluentui/react-icons/svg/subtract";
import { useEffect } from "react";
import type { Step, StepState } from "../../backend/types";
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

// Steps shows how far the sign-in has come; each step is read out as it begins.
export function Steps({ steps }: { steps: Step[] }) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const doing = steps.find((step) => step.state === "doing")?.id;

  useEffect(() => {
    if (doing) announce(t(`signin.step.${doing}`));
  }, [doing, announce, t]);

  return (
    <ol className={css.steps} aria-label={t("signin.steps")}>
      {steps.map((step) => (
        <li
          key={step.id}
          className={`${css.step} ${css[step.state]}`}
          aria-current={step.state === "doing" ? "step" : undefined}
        >
          <span aria-hidden>{icons[step.state]}</span>
          <span>
            {t(`signin.step.${step.id}`)}
            <span className={hidden.hidden}>, {t(`signin.state.${step.state}`)}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}

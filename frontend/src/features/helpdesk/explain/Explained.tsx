import { Button } from "@fluentui/react-components";
import { useTranslation } from "../../../i18n/i18n";
import { CopyButton } from "../../../ui/CopyButton";
import text from "../../../ui/text.module.css";
import type { NextStep } from "../../problem/ProblemView";
import { adminText, type Next } from "../../problem/words";
import css from "../tools.module.css";
import type { Explanation } from "./search";

export type Voice = "user" | "administrator";

interface ExplainedProps {
  explanation: Explanation;
  voice: Voice;
  steps: Partial<Record<Next, NextStep>>;
}

// Explained is one explanation, for the user or for the administrator.
export function Explained({ explanation, voice, steps }: ExplainedProps) {
  const { t } = useTranslation();
  const { code, words } = explanation;
  const step = voice === "user" ? steps[words.next] : undefined;
  const advice = voice === "user" ? words.you : words.admin || t("explain.noAdmin");
  return (
    <li className={css.explanation}>
      <div className={css.explanationHead}>
        <strong>{words.title}</strong>
        <code className={text.hint}>{code}</code>
        <CopyButton
          text={adminText({ kind: "refused", code })}
          label={t("common.copyOf", { what: code })}
          iconOnly
        />
      </div>
      <p>{words.what}</p>
      <p>{advice}</p>
      {step && (
        <div>
          <Button size="small" onClick={step.run}>
            {step.label}
          </Button>
        </div>
      )}
    </li>
  );
}

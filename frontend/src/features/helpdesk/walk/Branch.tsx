import { Button } from "@fluentui/react-components";
import { useState } from "react";
import type { Answer, Step } from "../../../backend/recipes";
import { useTranslation } from "../../../i18n/i18n";
import { Marked, plain } from "../../../ui/Marked";
import { Stack } from "../../../ui/Stack";
import { ProblemView } from "../../problem/ProblemView";
import css from "./walk.module.css";

type Question = NonNullable<Step["otherwise"]>[number];

interface BranchProps {
  question: Question;
  // onGo leads to a step; what was said goes along.
  onGo(step: string, answer: Answer, said: "yes" | "no"): void;
}

// Branch is a question to ask when what should be seen isn't, and what follows.
export function Branch({ question, onGo }: BranchProps) {
  const { t } = useTranslation();
  const [said, setSaid] = useState<"yes" | "no" | undefined>();
  const ask = plain(question.ask);

  function say(what: "yes" | "no") {
    const answer = question[what];
    if (answer.go) onGo(answer.go, answer, what);
    else setSaid(what);
  }

  return (
    <Stack gap={6} role="group" aria-label={ask}>
      <div className={css.ask}>
        <span>
          <Marked text={question.ask} />
        </span>
        {(["yes", "no"] as const).map((what) => (
          <Button
            key={what}
            size="small"
            appearance={said === what ? "primary" : "secondary"}
            aria-pressed={said === what}
            onClick={() => say(what)}
          >
            {t(`walk.${what}`)}
          </Button>
        ))}
      </div>
      <div role="status" aria-label={t("walk.answer", { ask })}>
        {said && <Answered answer={question[said]} />}
      </div>
    </Stack>
  );
}

// Answered is what an answer says, and the error that it is about.
export function Answered({ answer }: { answer: Answer }) {
  return (
    <div className={css.answered}>
      {answer.text && (
        <p>
          <Marked text={answer.text} />
        </p>
      )}
      {answer.code && <ProblemView problem={{ kind: "refused", code: answer.code }} quiet />}
    </div>
  );
}

import { Button, Field, Textarea } from "@fluentui/react-components";
import { useEffect, useRef, useState } from "react";
import { useBackend } from "../../backend/context";
import { asProblem } from "../../backend/problem";
import type { Problem } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import { Stack } from "../../ui/Stack";
import css from "./ExplainBox.module.css";
import { ProblemView, type ProblemViewProps } from "./ProblemView";

interface ExplainBoxProps {
  label: string;
  hint: string;
  steps?: ProblemViewProps["steps"];
  focus?: boolean;
}

// ExplainBox takes whatever an error page says and answers with cause and fix.
export function ExplainBox({ label, hint, steps, focus }: ExplainBoxProps) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [text, setText] = useState("");
  const [empty, setEmpty] = useState(false);
  const [found, setFound] = useState<Problem[] | undefined>();
  const area = useRef<HTMLTextAreaElement>(null);

  useEffect(() => {
    if (focus) area.current?.focus();
  }, [focus]);

  async function explain() {
    if (text.trim() === "") {
      setEmpty(true);
      area.current?.focus();
      return;
    }
    try {
      setFound(await backend.guides.explain(text));
    } catch (reason) {
      setFound([asProblem(reason)]);
    }
  }

  return (
    <Stack gap={8}>
      <Field label={label} hint={hint} validationMessage={empty ? t("signin.explainEmpty") : undefined}>
        <Textarea
          ref={area}
          value={text}
          resize="vertical"
          rows={3}
          onChange={(_, data) => {
            setText(data.value);
            setEmpty(false);
          }}
        />
      </Field>
      <div>
        <Button size="small" onClick={() => void explain()}>
          {t("signin.explain")}
        </Button>
      </div>
      <div role="status" className={css.found}>
        {found?.length === 0 && <p>{t("signin.notExplained")}</p>}
        {found?.map((problem) => (
          <ProblemView key={problem.code} problem={problem} steps={steps} quiet />
        ))}
      </div>
    </Stack>
  );
}

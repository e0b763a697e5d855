import { Button, Text } from "@fluentui/react-components";
import { ArrowLeftRegular } from "@fluentui/react-icons/svg/arrow-left";
import { type ReactNode, useEffect, useId, useRef } from "react";
import type { Problem } from "../../../backend/types";
import { useTranslation } from "../../../i18n/i18n";
import { Stack } from "../../../ui/Stack";
import { tame } from "../../../ui/Truncated";
import { ProblemView } from "../../problem/ProblemView";
import css from "./EditorFrame.module.css";
import { useEdits } from "./edits";
import tab from "./tab.module.css";

interface EditorFrameProps {
  title: string;
  // marks stand beside the title.
  marks?: ReactNode;
  back: string;
  problem: Problem | undefined;
  saving: boolean;
  changed: boolean;
  // actions are what is done at once, without Save.
  actions?: ReactNode;
  onSave(): void;
  onBack(): void;
  children: ReactNode;
}

// EditorFrame stands around an editor: the way back, what it is about, Save.
export function EditorFrame(props: EditorFrameProps) {
  const { title, marks, back, problem, saving, changed, actions, onSave, onBack, children } = props;
  const { t } = useTranslation();
  const { leave } = useEdits();
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const top = useRef<HTMLDivElement>(null);

  useEffect(() => heading.current?.focus(), []);
  useEffect(() => {
    if (problem) top.current?.scrollIntoView?.({ block: "nearest" });
  }, [problem]);

  return (
    <div className={css.editor}>
      <div className={css.head}>
        <Button size="small" appearance="subtle" icon={<ArrowLeftRegular />} onClick={() => leave(onBack)}>
          {back}
        </Button>
        <Text as="h2" ref={heading} tabIndex={-1} size={400} weight="semibold" className={css.title}>
          {tame(title)}
        </Text>
        {marks}
        <span className={tab.spring} />
        <Button
          size="small"
          type="submit"
          form={id}
          appearance="primary"
          disabledFocusable={saving || !changed}
        >
          {t("dialog.save")}
        </Button>
      </div>
      <div className={css.body}>
        {problem && (
          <div ref={top}>
            <ProblemView problem={problem} />
          </div>
        )}
        {actions && <Stack gap={10}>{actions}</Stack>}
        <form
          id={id}
          className={css.form}
          onSubmit={(event) => {
            event.preventDefault();
            if (changed) onSave();
          }}
        >
          {children}
        </form>
      </div>
    </div>
  );
}

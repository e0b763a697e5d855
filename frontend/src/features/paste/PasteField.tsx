import { Button, Field, Textarea } from "@fluentui/react-components";
import { type ReactNode, useRef, useState } from "react";
import type { Problem } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import { labelFor } from "../../ui/labelFor";
import { ProblemView } from "../problem/ProblemView";
import css from "./PasteField.module.css";

interface PasteFieldProps {
  // id is the text field's, for those that lead to it.
  id: string;
  hint?: string;
  // send is the label of the button that sends; primary when it is the next thing to do.
  send: string;
  primary?: boolean;
  busy: boolean;
  problem: Problem | undefined;
  // onSend gives the text away, and says whether it was taken.
  onSend(text: string): Promise<boolean>;
  // after stands beside the buttons.
  after?: ReactNode;
}

// PasteField takes the address on which a browser ended, in any form: Go finds the code
// in it. What it holds is a one-time code, so it is empty as soon as it was taken; what was
// refused stays, to be corrected.
export function PasteField(props: PasteFieldProps) {
  const { id, hint, send, primary, busy, problem, onSend, after } = props;
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [empty, setEmpty] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);

  async function give() {
    if (busy) return;
    if (text.trim() === "") {
      setEmpty(true);
      area.current?.focus();
      return;
    }
    const taken = await onSend(text);
    if (taken) {
      setText("");
      return;
    }
    area.current?.focus();
    area.current?.select(); // what is pasted next takes its place
  }

  async function fromClipboard() {
    area.current?.focus();
    try {
      const copied = (await navigator.clipboard.readText()).trim();
      if (copied === "") return;
      setText(copied);
      setEmpty(false);
    } catch {
      // Not allowed to: the person pastes into the field, which has the focus.
    }
  }

  return (
    <>
      <Field
        label={labelFor(id, t("paste.address"))}
        hint={hint}
        validationMessage={empty ? t("paste.empty") : undefined}
      >
        <Textarea
          id={id}
          ref={area}
          value={text}
          rows={2}
          spellCheck={false}
          autoComplete="off"
          onChange={(_, data) => {
            setText(data.value);
            setEmpty(false);
          }}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.shiftKey) return;
            event.preventDefault();
            void give();
          }}
        />
      </Field>
      {problem && <ProblemView problem={problem} />}
      <div className={css.buttons}>
        <Button size="small" onClick={() => void fromClipboard()}>
          {t("paste.clipboard")}
        </Button>
        <Button
          size="small"
          appearance={primary ? "primary" : "secondary"}
          disabledFocusable={busy}
          onClick={() => void give()}
        >
          {send}
        </Button>
        {after}
      </div>
    </>
  );
}

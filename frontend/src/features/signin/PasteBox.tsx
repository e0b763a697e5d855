import { Button, Field, Text, Textarea } from "@fluentui/react-components";
import { useRef, useState } from "react";
import { useBackend } from "../../backend/context";
import { asProblem } from "../../backend/problem";
import type { Operation, Problem } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import { ProblemView } from "../problem/ProblemView";
import css from "./SignInPanel.module.css";

interface PasteBoxProps {
  operation: Operation;
  redirectUri: string;
  // quiet leaves out the heading, where the line that opened it says the same.
  quiet?: boolean;
}

// PasteBox takes the address on which the browser ended, in any form: Go finds the
// code in it. What it holds is a one-time code: it is emptied as soon as it was sent.
export function PasteBox({ operation, redirectUri, quiet }: PasteBoxProps) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [text, setText] = useState("");
  const [empty, setEmpty] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | undefined>();
  const area = useRef<HTMLTextAreaElement>(null);

  async function send() {
    if (busy) return;
    if (text.trim() === "") {
      setEmpty(true);
      area.current?.focus();
      return;
    }
    setBusy(true);
    setProblem(undefined);
    try {
      await backend.connection.paste(operation.id, text);
    } catch (reason) {
      setProblem(asProblem(reason));
      area.current?.focus();
    }
    setText("");
    setBusy(false);
  }

  async function fromClipboard() {
    area.current?.focus();
    try {
      const copied = (await navigator.clipboard.readText()).trim();
      if (copied === "") return;
      setText(copied);
      setEmpty(false);
    } catch {
      // Not allowed to: the person pastes into the box, which has the focus.
    }
  }

  return (
    <section className={quiet ? `${css.paste} ${css.inside}` : css.paste} aria-label={t("signin.pasteTitle")}>
      {!quiet && (
        <Text as="h4" weight="semibold">
          {t("signin.pasteTitle")}
        </Text>
      )}
      <p>{t("signin.pasteWhat")}</p>
      {operation.foreignHost && (
        <p className={css.note} role="note">
          <strong>{t("signin.foreignTitle")}.</strong> {t("signin.foreign", { host: operation.foreignHost })}
        </p>
      )}
      <Field
        label={t("signin.pasteAddress")}
        hint={`${redirectUri ? `${t("signin.pasteExample", { start: redirectUri.slice(0, 80) })}. ` : ""}${t("signin.pasteWhatever")}`}
        validationMessage={empty ? t("signin.pasteEmpty") : undefined}
      >
        <Textarea
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
            void send();
          }}
        />
      </Field>
      {problem && <ProblemView problem={problem} />}
      <div className={css.buttons}>
        <Button size="small" onClick={() => void fromClipboard()}>
          {t("signin.pasteClipboard")}
        </Button>
        <Button size="small" appearance="primary" disabledFocusable={busy} onClick={() => void send()}>
          {t("signin.pasteContinue")}
        </Button>
      </div>
    </section>
  );
}

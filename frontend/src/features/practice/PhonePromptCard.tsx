import { Button, Field, Input } from "@fluentui/react-components";
import { useRef, useState } from "react";
import { useBackend } from "../../backend/context";
import { asProblem } from "../../backend/problem";
import type { PhonePrompt, Problem } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import { useAnnounce } from "../../ui/Announcer";
import { Truncated } from "../../ui/Truncated";
import { clockText } from "../../ui/time";
import css from "./practice.module.css";

interface PhonePromptCardProps {
  prompt: PhonePrompt;
  now: number;
  // onAnswered says that an answer was given, and what was wrong with it.
  onAnswered(problem: Problem | undefined): void;
}

// PhonePromptCard is one prompt: who, for what, and the three answers.
export function PhonePromptCard({ prompt, now, onAnswered }: PhonePromptCardProps) {
  const { t } = useTranslation();
  const backend = useBackend();
  const announce = useAnnounce();
  const [number, setNumber] = useState("");
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const left = Math.max(0, (Date.parse(prompt.expiresAt) - now) / 1000);

  async function answer(action: () => Promise<void>, said: string) {
    if (busy) return;
    setBusy(true);
    let problem: Problem | undefined;
    try {
      await action();
      announce(said);
    } catch (reason) {
      problem = asProblem(reason);
      setNumber("");
    }
    setBusy(false);
    onAnswered(problem);
  }

  function approve() {
    if (number.trim() === "") {
      setMissing(true);
      input.current?.focus();
      return;
    }
    void answer(() => backend.practice.approve(prompt.id, number.trim()), t("phone.approved"));
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for one question of a form
    <div className={css.prompt} role="group" aria-label={t("phone.promptTitle")}>
      <div className={css.promptHead}>
        <strong>{t("phone.promptTitle")}</strong>
        {Number.isFinite(left) && <span className={css.left}>{clockText(left)}</span>}
      </div>
      <Truncated text={prompt.application} />
      <Truncated text={prompt.userPrincipalName} className={css.left} />
      <Field
        size="small"
        label={t("phone.number")}
        validationMessage={missing ? t("phone.needNumber") : undefined}
      >
        <Input
          ref={input}
          size="small"
          value={number}
          inputMode="numeric"
          autoComplete="off"
          maxLength={6}
          onChange={(_, data) => {
            setNumber(data.value);
            setMissing(false);
          }}
          onKeyDown={(event) => {
            if (event.key === "Enter") approve();
          }}
        />
      </Field>
      <div className={css.answers}>
        <Button size="small" appearance="primary" disabledFocusable={busy} onClick={approve}>
          {t("phone.yes")}
        </Button>
        <Button
          size="small"
          disabledFocusable={busy}
          onClick={() => void answer(() => backend.practice.deny(prompt.id), t("phone.denied"))}
        >
          {t("phone.no")}
        </Button>
        <Button
          size="small"
          appearance="subtle"
          title={t("phone.notMeWhy")}
          disabledFocusable={busy}
          onClick={() => void answer(() => backend.practice.report(prompt.id), t("phone.reported"))}
        >
          {t("phone.notMe")}
        </Button>
      </div>
    </div>
  );
}

import { Button, Field, Input } from "@fluentui/react-components";
import { useRef, useState } from "react";
import { useBackend } from "../../../backend/context";
import type { PhonePrompt, Problem } from "../../../backend/types";
import { useTranslation } from "../../../i18n/i18n";
import { Truncated } from "../../../ui/Truncated";
import { clockText } from "../../../ui/time";
import { useSaving } from "../../../ui/useSaving";
import { Keypad } from "./Keypad";
import css from "./phone.module.css";

const erase = "\u232b";
const clear = "C";
const keys = ["1", "2", "3", "4", "5", "6", "7", "8", "9", clear, "0", erase];
const longest = 6;

// The words of a request, with a number to type and without, and of a security key.
const words = {
  push: { title: "phone.promptTitle", yes: "phone.approve", no: "phone.deny" },
  number: { title: "phone.promptTitle", yes: "phone.yes", no: "phone.no" },
  key: { title: "phone.keyTitle", yes: "phone.keyTouch", no: "phone.keyTakeOut" },
} as const;

interface PromptProps {
  prompt: PhonePrompt;
  left: number;
  // onAnswered says that an answer was given, what became of it in words, and what was wrong with it.
  onAnswered(problem: Problem | undefined, said: string): void;
}

// Prompt is one request: who, for what, the number where one is asked for, and the answers.
// A security key asks the same way.
export function Prompt({ prompt, left, onAnswered }: PromptProps) {
  const { t } = useTranslation();
  const backend = useBackend();
  const word = words[prompt.key ? "key" : prompt.number ? "number" : "push"];
  const [number, setNumber] = useState("");
  const [missing, setMissing] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const said = useRef("");
  const { saving, save } = useSaving((problem) => {
    setNumber("");
    onAnswered(problem, said.current);
  });
  const answer = (action: () => Promise<void>, words: string) => {
    said.current = words;
    void save(action, words);
  };

  function type(next: string) {
    setNumber(next.slice(0, longest));
    setMissing(false);
  }

  function press(key: string) {
    if (key === clear) type("");
    else if (key === erase) type(number.slice(0, -1));
    else type(number + key);
  }

  function approve() {
    if (prompt.number && number.trim() === "") {
      setMissing(true);
      input.current?.focus();
      return;
    }
    const done = t(prompt.key ? "phone.keyTouched" : "phone.approved");
    answer(() => backend.practice.approve(prompt.id, number.trim()), done);
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for one question of a form
    <div className={css.card} role="group" aria-label={t(word.title)}>
      <div className={css.cardHead}>
        <strong>{t(word.title)}</strong>
        <span className={css.muted}>{clockText(left)}</span>
      </div>
      {prompt.application && <Truncated text={prompt.application} />}
      {prompt.place && <Truncated text={prompt.place} />}
      <Truncated text={prompt.userPrincipalName} className={css.muted} />
      {prompt.number ? (
        <>
          <Field
            size="small"
            label={t("phone.number")}
            validationMessage={missing ? t("phone.needNumber") : undefined}
          >
            <Input
              ref={input}
              className={css.number}
              value={number}
              inputMode="numeric"
              autoComplete="off"
              maxLength={longest}
              onChange={(_, data) => type(data.value)}
              onKeyDown={(event) => {
                if (event.key === "Enter") approve();
              }}
            />
          </Field>
          <Keypad
            label={t("phone.pad")}
            keys={keys}
            names={{ [clear]: t("phone.clear"), [erase]: t("phone.erase") }}
            disabled={saving}
            onKey={press}
          />
        </>
      ) : (
        <p className={css.quiet}>{t(prompt.key ? "phone.keyWhat" : "phone.noNumber")}</p>
      )}
      <div className={css.answers}>
        <Button appearance="primary" disabledFocusable={saving} onClick={approve}>
          {t(word.yes)}
        </Button>
        <Button
          disabledFocusable={saving}
          onClick={() =>
            answer(() => backend.practice.deny(prompt.id), t(prompt.key ? "phone.keyOut" : "phone.denied"))
          }
        >
          {t(word.no)}
        </Button>
        {prompt.report && (
          <Button
            appearance="subtle"
            title={t("phone.notMeWhy")}
            disabledFocusable={saving}
            onClick={() => answer(() => backend.practice.report(prompt.id), t("phone.reported"))}
          >
            {t("phone.notMe")}
          </Button>
        )}
      </div>
    </div>
  );
}

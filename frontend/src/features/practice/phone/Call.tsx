import { Button } from "@fluentui/react-components";
import { CallRegular } from "@fluentui/react-icons/svg/call";
import { CallEndRegular } from "@fluentui/react-icons/svg/call-end";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { useBackend } from "../../../backend/context";
import { asProblem } from "../../../backend/problem";
import type { PhoneMessage, Problem } from "../../../backend/types";
import { useTranslation } from "../../../i18n/i18n";
import { tame } from "../../../ui/Truncated";
import { clockText } from "../../../ui/time";
import { useSaving } from "../../../ui/useSaving";
import { Keypad } from "./Keypad";
import css from "./phone.module.css";

const keys = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"];

interface CallProps {
  call: PhoneMessage;
  left: number;
  onAnswered(problem: Problem | undefined): void;
}

// Call rings until it is answered or given up; then it says what the voice says and takes
// keys, from its own pad or from the keyboard.
export function Call({ call, left, onAnswered }: CallProps) {
  const { t } = useTranslation();
  const backend = useBackend();
  const { saving, save } = useSaving(onAnswered);
  const box = useRef<HTMLDivElement>(null);
  const ringing = call.state === "ringing";

  useEffect(() => {
    // The button that took the call is gone: the keys are what follows.
    if (!ringing) box.current?.focus();
  }, [ringing]);

  // Keys go out one after the other, however fast they are pressed.
  const pressed = useRef(Promise.resolve());
  function press(key: string) {
    pressed.current = pressed.current
      .then(() => backend.practice.answerCall(call.id, key))
      .then(
        () => onAnswered(undefined),
        (reason) => onAnswered(asProblem(reason)),
      );
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (ringing || event.ctrlKey || event.metaKey || event.altKey || !keys.includes(event.key)) return;
    event.preventDefault();
    press(event.key);
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for one question of a form
    <div
      ref={box}
      className={ringing ? `${css.card} ${css.ringing}` : css.card}
      role="group"
      aria-label={t(ringing ? "phone.callTitle" : "phone.callAnswered")}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <div className={css.cardHead}>
        <strong>{t(ringing ? "phone.callTitle" : "phone.callAnswered")}</strong>
        <span className={css.muted}>{clockText(left)}</span>
      </div>
      <bdi className={css.dialled}>{tame(call.number)}</bdi>
      <span className={css.muted}>{tame(call.displayName || call.userPrincipalName)}</span>
      {ringing ? (
        <div className={css.answers}>
          <Button
            appearance="primary"
            icon={<CallRegular />}
            disabledFocusable={saving}
            onClick={() => void save(() => backend.practice.answerCall(call.id, ""))}
          >
            {t("phone.answer")}
          </Button>
          <Button
            icon={<CallEndRegular />}
            disabledFocusable={saving}
            onClick={() => void save(() => backend.practice.hangUp(call.id), t("phone.declined"))}
          >
            {t("phone.decline")}
          </Button>
        </div>
      ) : (
        <>
          <blockquote className={css.voice} role="status">
            {tame(call.body)}
          </blockquote>
          <Keypad
            label={t("phone.callPad")}
            keys={keys}
            names={{ "*": t("phone.star"), "#": t("phone.pound") }}
            onKey={press}
          />
          <div className={css.answers}>
            <Button
              icon={<CallEndRegular />}
              disabledFocusable={saving}
              onClick={() => void save(() => backend.practice.hangUp(call.id), t("phone.hungUp"))}
            >
              {t("phone.hangUp")}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}

import { Text } from "@fluentui/react-components";
import { useEffect, useRef, useState } from "react";
import { useBackend } from "../../backend/context";
import type { PhoneCode, Problem } from "../../backend/types";
import { useResource } from "../../backend/useResource";
import { useTranslation } from "../../i18n/i18n";
import { useAnnounce } from "../../ui/Announcer";
import { CopyButton } from "../../ui/CopyButton";
import { Truncated } from "../../ui/Truncated";
import { useNow } from "../../ui/time";
import { ProblemView } from "../problem/ProblemView";
import { PhonePromptCard } from "./PhonePromptCard";
import css from "./practice.module.css";

// Phone is the simulated phone: prompts to answer and the one-time codes of now.
// It says on its face that it is not a real one.
export function Phone() {
  const { t } = useTranslation();
  const backend = useBackend();
  const phone = useResource("practice", async () => ({
    ...(await backend.practice.phone()),
    at: Date.now(),
  }));
  const now = useNow(true);
  const announce = useAnnounce();
  const prompts = phone.data?.prompts ?? [];
  const codes = phone.data?.codes ?? [];
  const age = phone.data ? Math.max(0, Math.floor((now - phone.data.at) / 1000)) : 0;
  const stale = codes.some((code) => code.secondsLeft - age <= 0);
  const { reload } = phone;
  const phoneBox = useRef<HTMLElement>(null);
  const [problem, setProblem] = useState<Problem | undefined>();

  // A wrong number ends its prompt: what was wrong outlives the prompt, and the focus
  // stays with the phone.
  function answered(wrong: Problem | undefined) {
    setProblem(wrong);
    phoneBox.current?.focus();
    reload();
  }

  useEffect(() => {
    if (stale) reload();
  }, [stale, reload]);

  const seen = useRef(new Set<string>());
  useEffect(() => {
    for (const prompt of prompts) {
      if (seen.current.has(prompt.id)) continue;
      seen.current.add(prompt.id);
      setProblem(undefined);
      announce(t("phone.newPrompt", { application: prompt.application, user: prompt.userPrincipalName }));
    }
  }, [prompts, announce, t]);

  return (
    <section ref={phoneBox} tabIndex={-1} className={css.phone} aria-label={t("phone.label")}>
      <div className={css.phoneTop}>
        <Text weight="semibold">{t("phone.label")}</Text>
        <span className={css.simulated}>{t("phone.simulated")}</span>
      </div>
      {prompts.map((prompt) => (
        <PhonePromptCard key={prompt.id} prompt={prompt} now={now} onAnswered={answered} />
      ))}
      {problem && <ProblemView problem={problem} />}
      {prompts.length === 0 && !problem && <p className={css.quiet}>{t("phone.quiet")}</p>}
      {codes.length > 0 && (
        <div>
          <Text as="h4" weight="semibold" size={200} className={css.small}>
            {t("phone.codes")}
          </Text>
          <ul className={css.codes}>
            {codes.map((code) => (
              <Code key={code.userPrincipalName} code={code} left={Math.max(0, code.secondsLeft - age)} />
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

function Code({ code, left }: { code: PhoneCode; left: number }) {
  const { t } = useTranslation();
  const shown = code.code.replace(/^(\d{3})(\d{3})$/, "$1 $2");
  return (
    <li className={css.code}>
      <Truncated text={code.userPrincipalName} className={css.codeUser} />
      <span className={css.digits}>{shown}</span>
      <span className={css.left} role="timer" aria-live="off">
        {t(code.used ? "phone.used" : "phone.secondsLeft", { seconds: left })}
      </span>
      <CopyButton text={code.code} label={t("phone.copyCode", { user: code.userPrincipalName })} iconOnly />
    </li>
  );
}

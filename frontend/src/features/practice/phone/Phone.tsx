import { Text } from "@fluentui/react-components";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { PhoneMessage, PhonePrompt, Problem } from "../../../backend/types";
import { useTranslation } from "../../../i18n/i18n";
import { useAnnounce } from "../../../ui/Announcer";
import { ProblemView } from "../../problem/ProblemView";
import { Call } from "./Call";
import { Codes } from "./Codes";
import { Enrolment } from "./Enrolment";
import { OpenPhone } from "./OpenPhone";
import { Owner } from "./Owner";
import { Prompt } from "./Prompt";
import css from "./phone.module.css";
import { Texts } from "./Texts";
import { useOwner } from "./useOwner";
import { usePhone } from "./usePhone";

function waits(message: PhoneMessage): boolean {
  return message.state === "ringing" || message.state === "answered" || message.state === "reporting";
}

// How many new texts stand above everything else.
const newTexts = 2;

// Phone is the simulated phone: requests to answer, a call, texts and the one-time codes
// of now. It says on its face that it is not a real one. alone is the page that shows
// nothing else.
export function Phone({ alone = false }: { alone?: boolean }) {
  const { t } = useTranslation();
  const [owner, setOwner] = useOwner();
  const { phone, loaded, left, problem: failure, reload } = usePhone(owner);
  const box = useRef<HTMLElement>(null);
  const [problem, setProblem] = useState<Problem | undefined>();
  // said is what became of the last answer, until something new comes.
  const [said, setSaid] = useState("");
  const calls = phone.messages.filter(waits);
  const enrolments = phone.enrolments.filter((each) => !each.scanned || owner !== "" || alone);
  const texts = phone.messages.filter((message) => message.state === "sent").slice(0, newTexts);
  const asks = calls.length + phone.prompts.length;

  // A wrong number ends its prompt: what was wrong outlives the prompt, and the focus
  // stays with the phone.
  function answered(wrong: Problem | undefined, words: string) {
    setProblem(wrong);
    setSaid(wrong ? "" : words);
    box.current?.focus();
    reload();
  }

  function called(wrong: Problem | undefined) {
    setProblem(wrong);
    reload();
  }

  useNews(phone.prompts, phone.messages, () => {
    setProblem(undefined);
    setSaid("");
  });
  const before = useRef(0);
  useEffect(() => {
    // What had the focus may be gone with what was asked.
    const answeredLast = before.current > 0 && asks === 0;
    before.current = asks;
    if (answeredLast && document.activeElement === document.body) box.current?.focus();
  }, [asks]);

  return (
    <section
      ref={box}
      tabIndex={-1}
      className={alone ? `${css.phone} ${css.alone}` : css.phone}
      aria-label={t("phone.label")}
    >
      {!alone && (
        <div className={css.top}>
          <Text weight="semibold">{t("phone.title")}</Text>
          <span className={css.simulated}>{t("phone.simulated")}</span>
          <OpenPhone onProblem={setProblem} />
        </div>
      )}
      <Owner owner={owner} onOwner={setOwner} />
      <div className={css.parts}>
        <div className={css.now}>
          <Texts label={t("phone.texts")} messages={texts} />
          {calls.map((call) => (
            <Call key={call.id} call={call} left={left(call.secondsLeft)} onAnswered={called} />
          ))}
          {phone.prompts.map((prompt) => (
            <Prompt key={prompt.id} prompt={prompt} left={left(prompt.secondsLeft)} onAnswered={answered} />
          ))}
          {enrolments.map((enrolment) => (
            <Enrolment key={enrolment.id} enrolment={enrolment} onAnswered={(wrong) => answered(wrong, "")} />
          ))}
          {(problem ?? failure) && <ProblemView problem={(problem ?? failure) as Problem} />}
          {loaded && texts.length === 0 && asks === 0 && enrolments.length === 0 && !problem && (
            <p className={said ? css.said : css.quiet}>{said || t("phone.quiet")}</p>
          )}
        </div>
        <Codes codes={phone.codes} hidden={phone.hiddenCodes} left={left} />
        <Texts
          label={t("phone.earlier")}
          messages={phone.messages.filter((message) => !waits(message) && !texts.includes(message))}
        />
      </div>
    </section>
  );
}

// useNews reads out what has newly come to the phone.
function useNews(prompts: PhonePrompt[], messages: PhoneMessage[], onNew: () => void) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const seen = useRef(new Set<string>());
  const news = useEffectEvent(onNew);
  useEffect(() => {
    const fresh = (id: string) => !seen.current.has(id) && seen.current.add(id);
    for (const { id, application, userPrincipalName, key } of prompts) {
      if (!fresh(id)) continue;
      news();
      const words = key ? "phone.newKey" : application ? "phone.newPrompt" : "phone.newPromptAlone";
      announce(t(words, { application, user: userPrincipalName }));
    }
    for (const message of messages) {
      if (!fresh(message.id)) continue;
      const user = message.userPrincipalName;
      if (message.state === "ringing") announce(t("phone.newCall", { user }));
      else if (message.state === "sent") announce(t("phone.newText", { user }));
      else continue;
      news();
    }
  }, [prompts, messages, announce, t]);
}

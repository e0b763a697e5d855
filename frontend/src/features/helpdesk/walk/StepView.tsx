import { Button, Text } from "@fluentui/react-components";
import { OpenRegular } from "@fluentui/react-icons/svg/open";
import { type ReactNode, useEffect, useId, useRef } from "react";
import type { Answer, RecipeView, Step } from "../../../backend/recipes";
import { en } from "../../../i18n/en";
import { type I18n, useTranslation } from "../../../i18n/i18n";
import { CopyButton } from "../../../ui/CopyButton";
import { Marked, plain } from "../../../ui/Marked";
import { Stack } from "../../../ui/Stack";
import sheet from "../../../ui/text.module.css";
import { Answered, Branch } from "./Branch";
import { Figure } from "./Figure";
import css from "./walk.module.css";

// Came is the answer that has led to a step.
export interface Came {
  said: "yes" | "no";
  answer: Answer;
}

interface StepViewProps {
  step: Step;
  number: number;
  count: number;
  view: RecipeView;
  came: Came | undefined;
  onGo(step: string, came?: Came): void;
  // onPage opens the page that the step leads to.
  onPage(): void;
}

// StepView is one step: what to do, to say and to see, and what to ask when it isn't seen.
export function StepView({ step, number, count, view, came, onGo, onPage }: StepViewProps) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  const note = useId();
  const figure = step.figure ? view.figures[step.figure] : undefined;
  useEffect(() => heading.current?.focus(), []);

  return (
    <article className={css.step}>
      <div>
        <p className={sheet.hint}>{t("walk.step", { number, count })}</p>
        <Text
          as="h3"
          ref={heading}
          tabIndex={-1}
          size={400}
          weight="semibold"
          className={css.title}
          aria-describedby={came ? note : undefined}
        >
          {number}. {plain(step.title)}
        </Text>
      </div>
      {came && (
        <div id={note} className={css.came}>
          <span className={sheet.hint}>{t("walk.youSaid", { answer: t(`walk.${came.said}`) })}</span>
          <Answered answer={came.answer} />
        </div>
      )}
      <ul className={css.do}>
        {step.do.map((text) => (
          <li key={text}>
            <Marked text={text} />
          </li>
        ))}
      </ul>
      {step.address && (
        <div className={css.page}>
          <Button size="small" icon={<OpenRegular />} onClick={onPage}>
            {t("walk.openPage")}
          </Button>
          <Copied label={t("walk.link")} text={step.address} />
        </div>
      )}
      {figure && <Figure svg={figure} />}
      {step.values && step.values.length > 0 && <Values names={step.values} view={view} />}
      {step.say && (
        <Said label={t("walk.say")}>
          <Marked text={step.say} />
        </Said>
      )}
      {step.see && (
        <p className={css.see}>
          <strong>{t("walk.see")}</strong> <Marked text={step.see} />
        </p>
      )}
      {step.otherwise && step.otherwise.length > 0 && (
        <Stack as="section" gap={6} aria-label={t(asks(step))}>
          <strong>{t(asks(step))}</strong>
          {step.otherwise.map((question) => (
            <Branch
              key={question.ask}
              question={question}
              onGo={(to, answer, said) => onGo(to, { answer, said })}
            />
          ))}
        </Stack>
      )}
      {step.old && (
        <p className={sheet.hint}>
          {t("walk.old")}: <Marked text={step.old} />
        </p>
      )}
    </article>
  );
}

// asks is what stands above the questions: they are for when something isn't seen, or, where
// each answer leads to a step, for everybody. Paper says the same.
function asks({ see, otherwise = [] }: Step) {
  const forks = otherwise.every(({ yes, no }) => yes.go && no.go);
  return see && !forks ? "walk.otherwise" : "walk.thenAnswer";
}

// Said is what is said on the phone, word for word.
function Said({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section className={css.say} aria-label={label}>
      <span className={css.sayLabel}>{label}</span>
      <blockquote>“{children}”</blockquote>
    </section>
  );
}

function placeLabel(name: string, { t }: I18n): string {
  return Object.hasOwn(en.walk.place, name) ? t(`walk.place.${name as keyof typeof en.walk.place}`) : name;
}

// Values are what to have at hand; what is not known says so.
function Values({ names, view }: { names: readonly string[]; view: RecipeView }) {
  const i18n = useTranslation();
  const { t } = i18n;
  return (
    <Stack as="section" gap={6} aria-label={t("walk.values")}>
      {names.map((name) => {
        const label = placeLabel(name, i18n);
        const found = view.values.find((each) => each.name === name);
        return found ? (
          <Copied key={name} label={label} text={found.value} />
        ) : (
          <span key={name} className={sheet.hint}>
            {t("walk.missing", { what: label })}
          </span>
        );
      })}
    </Stack>
  );
}

function Copied({ label, text }: { label: string; text: string }) {
  const { t } = useTranslation();
  return (
    <div className={css.copied}>
      <span className={sheet.hint}>{label}</span>
      <span>
        <code>{text}</code>
        <CopyButton text={text} label={t("common.copyOf", { what: label })} iconOnly />
      </span>
    </div>
  );
}

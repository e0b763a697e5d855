import { Button, Text } from "@fluentui/react-components";
import { ErrorCircleRegular } from "@fluentui/react-icons/svg/error-circle";
import { WarningRegular } from "@fluentui/react-icons/svg/warning";
import type { Problem } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import { CopyButton } from "../../ui/CopyButton";
import { Details } from "../../ui/Details";
import { type Fact, Facts } from "../../ui/Facts";
import css from "./ProblemView.module.css";
import { adminText, type Next, wordsOf } from "./words";

export interface NextStep {
  label: string;
  run(): void;
}

export interface ProblemViewProps {
  problem: Problem;
  // steps are what can be done from here; the one that the catalogue names first
  // is shown as a button.
  steps?: Partial<Record<Next, NextStep>>;
  // quiet leaves out the alert role, for problems that were asked for (Explain).
  quiet?: boolean;
}

// ProblemView says what happened, what to do next, and keeps the raw text behind Details.
export function ProblemView({ problem, steps, quiet }: ProblemViewProps) {
  const { t } = useTranslation();
  const words = wordsOf(problem);
  const step = steps?.[words.next];
  const warning = problem.warning === true;

  return (
    <section className={warning ? `${css.box} ${css.warning}` : css.box} role={quiet ? undefined : "alert"}>
      <span className={css.icon} aria-hidden>
        {warning ? <WarningRegular fontSize={20} /> : <ErrorCircleRegular fontSize={20} />}
      </span>
      <div className={css.words}>
        <Text as="h2" weight="semibold" className={css.title}>
          {words.title}
        </Text>
        {words.what && <p>{words.what}</p>}
        {words.you && (
          <p>
            <strong>{t("problem.you")}</strong> {words.you}
          </p>
        )}
        {problem.retryAfter ? <p>{t("problem.retryAfter", { count: problem.retryAfter })}</p> : null}
        {step && (
          <div>
            <Button size="small" onClick={step.run}>
              {step.label}
            </Button>
          </div>
        )}
        {words.admin && (
          <Details summary={t("problem.admin")}>
            <p>{words.admin}</p>
            <CopyButton text={adminText(problem)} label={t("problem.copyAll")} appearance="secondary" />
          </Details>
        )}
        <Details summary={t("problem.details")}>
          <Technical problem={problem} />
        </Details>
      </div>
    </section>
  );
}

function Technical({ problem }: { problem: Problem }) {
  const { t } = useTranslation();
  const answer = [problem.oauthError, problem.suberror].filter(Boolean).join(" / ");
  const copied = (name: string, value: string | undefined): Fact => [
    name,
    value ? (
      <>
        {value}
        <CopyButton text={value} label={t("common.copyOf", { what: name })} iconOnly />
      </>
    ) : undefined,
  ];
  const facts = [
    copied(t("problem.code"), problem.code),
    copied(t("problem.oauth"), answer),
    copied(t("problem.correlationId"), problem.correlationId),
    copied(t("problem.traceId"), problem.traceId),
    copied(t("problem.time"), problem.time),
  ];
  return (
    <>
      <Facts className={css.facts} facts={facts} />
      {problem.detail && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        // biome-ignore lint/a11y/useSemanticElements: preformatted text, and a region
        <pre className={css.raw} tabIndex={0} role="region" aria-label={t("problem.raw")}>
          {problem.detail}
        </pre>
      )}
    </>
  );
}

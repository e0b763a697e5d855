import { Button } from "@fluentui/react-components";
import { useEffect, useRef } from "react";
import type { Bundle, BundleProblem } from "../../../backend/helpdesk";
import type { Check, Problem } from "../../../backend/types";
import { useTranslation } from "../../../i18n/i18n";
import { type Fact, Facts } from "../../../ui/Facts";
import { Group } from "../../../ui/Group";
import { Stack } from "../../../ui/Stack";
import { tame } from "../../../ui/Truncated";
import sheet from "../../../ui/text.module.css";
import { momentText } from "../../../ui/time";
import { CheckLines } from "../../problem/CheckLines";
import { ProblemView } from "../../problem/ProblemView";
import css from "../tools.module.css";

// A problem as it was on the other computer, in this one's words.
function asShown(problem: BundleProblem): Problem {
  const { args, kind, ...rest } = problem;
  return {
    ...rest,
    kind: kind as Problem["kind"],
    args: Object.fromEntries((args ?? []).map(({ name, value }) => [name, value])),
  };
}

function asCheck({ id, state, detail, problem }: Bundle["findings"][number]): Check {
  const known = state === "ok" || state === "warning" ? state : "failed";
  return {
    id: tame(id),
    state: known,
    detail: tame(detail ?? ""),
    problem: problem ? asShown(problem) : null,
  };
}

// BundleView shows what a user sent. Nothing of it can be used.
export function BundleView({ bundle, onClose }: { bundle: Bundle; onClose(): void }) {
  const { t, language } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { system, profile, session } = bundle;
  const text = (value: string | undefined) => (value ? tame(value) : undefined);
  const facts: Fact[] = [
    [t("support.madeAt"), momentText(bundle.made, language)],
    [t("setup.note"), text(bundle.note)],
    [t("support.latchkey"), text(system.latchkey)],
    [t("support.system"), text(`${system.os} ${system.arch}`)],
    [t("setup.profile"), text(profile?.name)],
    [t("setup.cloud"), text(profile?.cloud)],
    [t("setup.tenant"), text(profile?.tenant)],
    [t("setup.applicationId"), text(profile?.applicationId)],
    [t("setup.redirectUri"), text(profile?.redirectUri)],
    [t("support.account"), text(session?.account)],
    [t("support.mfa"), text(session?.mfa)],
  ];
  return (
    <Stack gap={14}>
      <div className={css.buttons}>
        <h2 ref={heading} tabIndex={-1} className={css.part}>
          {t("support.bundleTitle")}
        </h2>
        <span className={sheet.hint}>{t("support.bundleUnproved")}</span>
        <Button size="small" onClick={onClose}>
          {t("support.closeBundle")}
        </Button>
      </div>
      <Facts facts={facts} />
      <Group title={t("support.preflight")}>
        <CheckLines checks={bundle.findings.map(asCheck)} />
      </Group>
      {bundle.problems.length > 0 && (
        <Group title={t("support.lastProblems")}>
          {bundle.problems.map((problem, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two problems can be the same, and nothing is moved
            <div key={at}>
              {problem.time && <span className={sheet.hint}>{momentText(problem.time, language)}</span>}
              <ProblemView problem={asShown(problem)} quiet />
            </div>
          ))}
        </Group>
      )}
      <Group title={t("support.log")}>
        {bundle.unanswered && <p>{t("support.unanswered")}</p>}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
        {/* biome-ignore lint/a11y/useSemanticElements: preformatted text, and a region */}
        <pre className={css.script} tabIndex={0} role="region" aria-label={t("support.log")}>
          {bundle.log.map(tame).join("\n")}
        </pre>
      </Group>
    </Stack>
  );
}

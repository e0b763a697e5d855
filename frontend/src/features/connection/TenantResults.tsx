import { Button } from "@fluentui/react-components";
import type { TenantResult } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import { Details } from "../../ui/Details";
import { tame } from "../../ui/Truncated";
import { ProblemView, type ProblemViewProps } from "../problem/ProblemView";
import { wordsOf } from "../problem/words";
import css from "./TenantResults.module.css";

interface TenantResultsProps {
  tenants: TenantResult[];
  steps: ProblemViewProps["steps"];
}

// TenantResults says what each tenant of a retrieval gave, a line each: one that
// refuses keeps nobody from the organizations of the others.
export function TenantResults({ tenants, steps }: TenantResultsProps) {
  const { t } = useTranslation();
  if (tenants.length < 2 && !tenants.some((each) => each.problem)) return null;
  return (
    <section aria-label={t("dialog.tenants")} className={css.tenants}>
      <ul>
        {tenants.map((each) => (
          <li key={each.tenant}>
            <span>
              <bdi>{tame(each.tenant, 80)}</bdi>:{" "}
              {!each.problem && t("dialog.tenantFound", { count: each.organizations })}
            </span>
            {each.problem && <Refused tenant={each.tenant} problem={each.problem} steps={steps} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface RefusedProps {
  tenant: string;
  problem: NonNullable<TenantResult["problem"]>;
  steps: ProblemViewProps["steps"];
}

function Refused({ tenant, problem, steps }: RefusedProps) {
  const { t } = useTranslation();
  const shown = { ...problem, warning: true, args: { tenant, ...problem.args } };
  const words = wordsOf(shown);
  const step = steps?.[words.next];
  return (
    <>
      <strong>{words.title}</strong>
      {step && (
        <Button size="small" onClick={step.run}>
          {step.label}
        </Button>
      )}
      <Details summary={t("problem.details")} late>
        <ProblemView problem={shown} quiet />
      </Details>
    </>
  );
}

import { Button, Field, Input, Spinner } from "@fluentui/react-components";
import { useState } from "react";
import type { Draft, Problem } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import { CustomMark } from "../../ui/CustomMark";
import { labelFor } from "../../ui/labelFor";
import { PracticeMark } from "../../ui/PracticeMark";
import { Sheet } from "../../ui/Sheet";
import { fieldWords } from "../connection/ErrorSummary";
import { messageOf } from "../connection/TwoFactorTab";
import { ProblemView } from "../problem/ProblemView";
import { CodeStep } from "./CodeStep";
import css from "./manual.module.css";
import { OpenStep } from "./OpenStep";
import { Result } from "./Result";
import { codeIn } from "./reveal";
import { SendStep } from "./SendStep";
import { useManual } from "./useManual";

// ManualSheet leads through the exchange of a code by hand, slowly enough for someone
// who is told each step on the phone.
export function ManualSheet({ draft, onClose }: { draft: Draft; onClose(): void }) {
  const { t } = useTranslation();
  const { profile } = draft;
  const known = profile.organization?.url ?? profile.organizationUrl ?? "";
  const [resource, setResource] = useState(known);
  const [code, setCode] = useState("");
  const manual = useManual(draft, known);
  const { plan, problems, busy } = manual;
  const wrong = problems.plan;

  return (
    <Sheet
      title={t("manual.title")}
      mark={
        profile.cloud === "practice" ? (
          <PracticeMark />
        ) : profile.cloud === "custom" ? (
          <CustomMark />
        ) : undefined
      }
      onClose={onClose}
    >
      <div className={css.body}>
        <p className={css.lead}>{t("manual.what")}</p>
        {plan?.warnings.map((warning) => (
          <ProblemView key={warning.code} problem={{ ...warning, warning: true }} quiet />
        ))}
        <div className={css.line}>
          <Field
            className={css.grow}
            label={labelFor("manual-resource", t("manual.resource"))}
            hint={t("manual.resourceHint")}
            {...messageOf(wrong?.field === "resource" ? wrong : undefined)}
          >
            <Input
              id="manual-resource"
              value={resource}
              inputMode="url"
              autoComplete="off"
              spellCheck={false}
              onChange={(_, data) => setResource(data.value)}
              onKeyDown={(event) => {
                if (event.key === "Enter") void manual.prepare(resource);
              }}
            />
          </Field>
          <Button
            className={css.beside}
            appearance={plan ? "secondary" : "primary"}
            disabledFocusable={busy === "plan"}
            icon={busy === "plan" ? <Spinner size="extra-tiny" /> : undefined}
            onClick={() => {
              setCode("");
              void manual.prepare(resource);
            }}
          >
            {t(busy === "plan" ? "manual.preparing" : "manual.prepare")}
          </Button>
        </div>
        {wrong && wrong.field !== "resource" && <Wrong problem={wrong} />}
        {plan && (
          <div className={css.body} key={plan.id}>
            <OpenStep manual={manual} plan={plan} />
            <CodeStep manual={manual} onTaken={(pasted) => setCode(codeIn(pasted))} />
            <SendStep manual={manual} plan={plan} code={code} />
            {manual.result && <Result manual={manual} result={manual.result} />}
          </div>
        )}
      </div>
    </Sheet>
  );
}

// Wrong is why there is no plan. The fields are in the dialog below this sheet.
function Wrong({ problem }: { problem: Problem }) {
  const { t } = useTranslation();
  if (!problem.fields) return <ProblemView problem={problem} />;
  return (
    <section role="alert" className={css.wrong}>
      <strong>{t("manual.wrong")}</strong>
      <ul>
        {problem.fields.map((field) => (
          <li key={`${field.field}:${field.code}`}>{fieldWords(field)}</li>
        ))}
      </ul>
    </section>
  );
}

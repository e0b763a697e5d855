import { Button, Input, Spinner } from "@fluentui/react-components";
import { useState } from "react";
import type { Draft, Problem } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import { FieldWithButton } from "../../ui/FieldWithButton";
import { labelFor } from "../../ui/labelFor";
import { CloudMark } from "../../ui/marks";
import { Page } from "../../ui/Page";
import { Stack } from "../../ui/Stack";
import { fieldWords, messageOf } from "../problem/fieldWords";
import { ProblemView } from "../problem/ProblemView";
import { CodeStep } from "./CodeStep";
import css from "./exchange.module.css";
import { OpenStep } from "./OpenStep";
import { Result } from "./Result";
import { codeIn } from "./reveal";
import { SendStep } from "./SendStep";
import { useExchange } from "./useExchange";

// ExchangeOver leads through the exchange of a code by hand, slowly enough for someone
// who is told each step on the phone.
export function ExchangeOver({ draft, onClose }: { draft: Draft; onClose(): void }) {
  const { t } = useTranslation();
  const { profile } = draft;
  const known = profile.organization?.url ?? profile.organizationUrl ?? "";
  const [resource, setResource] = useState(known);
  const [code, setCode] = useState("");
  const exchange = useExchange(draft, known);
  const { plan, problems, busy } = exchange;
  const wrong = problems.plan;

  return (
    <Page over title={t("exchange.title")} mark={<CloudMark cloud={profile.cloud} />} onBack={onClose}>
      <Stack gap={14}>
        <p className={css.lead}>{t("exchange.what")}</p>
        {plan?.warnings.map((warning) => (
          <ProblemView key={warning.code} problem={{ ...warning, warning: true }} quiet />
        ))}
        <FieldWithButton
          label={labelFor("exchange-resource", t("exchange.resource"))}
          hint={t("exchange.resourceHint")}
          {...messageOf(wrong?.field === "resource" ? wrong : undefined)}
          button={
            <Button
              appearance={plan ? "secondary" : "primary"}
              disabledFocusable={busy === "plan"}
              icon={busy === "plan" ? <Spinner size="extra-tiny" /> : undefined}
              onClick={() => {
                setCode("");
                void exchange.prepare(resource);
              }}
            >
              {t(busy === "plan" ? "exchange.preparing" : "exchange.prepare")}
            </Button>
          }
        >
          <Input
            id="exchange-resource"
            value={resource}
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
            onChange={(_, data) => setResource(data.value)}
            onKeyDown={(event) => {
              if (event.key === "Enter") void exchange.prepare(resource);
            }}
          />
        </FieldWithButton>
        {wrong && wrong.field !== "resource" && <Wrong problem={wrong} />}
        {plan && (
          <Stack gap={14} key={plan.id}>
            <OpenStep exchange={exchange} plan={plan} />
            <CodeStep
              exchange={exchange}
              unseen={plan.warnings.some((warning) => warning.code === "exchange-redirect-unseen")}
              onTaken={(pasted) => setCode(codeIn(pasted))}
            />
            <SendStep exchange={exchange} plan={plan} code={code} />
            {exchange.result && <Result exchange={exchange} result={exchange.result} />}
          </Stack>
        )}
      </Stack>
    </Page>
  );
}

// Wrong is why there is no plan. The fields are in the profile that this stands over.
function Wrong({ problem }: { problem: Problem }) {
  const { t } = useTranslation();
  if (!problem.fields) return <ProblemView problem={problem} />;
  return (
    <section role="alert" className={css.wrong}>
      <strong>{t("exchange.wrong")}</strong>
      <ul>
        {problem.fields.map((field) => (
          <li key={`${field.field}:${field.code}`}>{fieldWords(field)}</li>
        ))}
      </ul>
    </section>
  );
}

import { useState } from "react";
import { useBackend } from "../../../../backend/context";
import type { Policies } from "../../../../backend/types";
import { useResource } from "../../../../backend/useResource";
import { useTranslation } from "../../../../i18n/i18n";
import { Choice, Toggle } from "../../../../ui/fields";
import { Group } from "../../../../ui/Group";
import { Stack } from "../../../../ui/Stack";
import { useSaving } from "../../../../ui/useSaving";
import { Loading } from "../../../problem/Loading";
import { ProblemView } from "../../../problem/ProblemView";
import { CodeLink } from "../CodeLink";
import tab from "../tab.module.css";
import { withResult } from "./outcome";
import { RuleEditor } from "./RuleEditor";
import { Rules } from "./Rules";

// How long a browser may skip the second factor, and may go without proving itself again.
const days = [-1, 0, 1, 7, 30, 90];
const hours = [0, 1, 4, 24, 168, 720];
const snoozes = [-1, 0, 3, 7, 14];

// PoliciesTab is what the tenant demands of everybody. A switch holds at once: the next
// sign-in meets it. Rules are opened one by one.
export function PoliciesTab() {
  const { t } = useTranslation();
  const backend = useBackend();
  const resource = useResource("practice", () => backend.practice.policies());
  const outcomes = useResource("practice", () => backend.practice.outcomes());
  const { saving, problem, save } = useSaving();
  // The open rule, by its place; one more than there are is a new one.
  const [open, setOpen] = useState<number | undefined>();
  const policies = resource.data;

  if (resource.problem || !policies) return <Loading of={resource} />;
  if (!outcomes.data) return <Loading of={outcomes} />;
  const rules = policies.rules ?? [];

  async function put(change: Partial<Policies>): Promise<boolean> {
    const done = await save(
      () => backend.practice.setPolicies({ ...policies, ...change }),
      t("policies.holds"),
    );
    resource.reload();
    return done;
  }

  if (open !== undefined) {
    return (
      <RuleEditor
        key={open}
        rule={rules[open] ?? withResult({ name: "" }, "block")}
        fresh={open >= rules.length}
        outcomes={outcomes.data}
        saving={saving}
        problem={problem}
        onSave={async (rule) => {
          const next = rules.slice();
          next[open] = rule;
          if (await put({ rules: next })) setOpen(undefined);
        }}
        onBack={() => setOpen(undefined)}
      />
    );
  }
  const toggle = (
    field:
      | "securityDefaults"
      | "pushWithoutNumber"
      | "showApplication"
      | "showPlace"
      | "askPhoneDigits"
      | "putOffRegistration"
      | "snoozeWithoutEnd"
      | "noSystemPreferred"
      | "noFraudReports"
      | "fraudAlert"
      | "neverStaySignedIn"
      | "trustHomeMfa"
      | "consentRequests",
    code?: number,
  ) => (
    <Toggle
      label={t(`policies.switch.${field}`)}
      more={code ? <CodeLink code={code} /> : undefined}
      checked={policies[field] === true}
      onChange={(checked) => void put({ [field]: checked })}
    />
  );
  return (
    <Stack gap={16}>
      {problem && <ProblemView problem={problem} />}
      <Group title={t("policies.secondFactor")}>
        <div className={tab.columns}>
          <Choice
            label={t("policies.whoIsAsked")}
            value={policies.secondFactor ?? ""}
            options={[
              { value: "", label: t("policies.asked.registered") },
              { value: "everybody", label: t("policies.asked.everybody") },
              { value: "nobody", label: t("policies.asked.nobody") },
            ]}
            onChange={(secondFactor) => void put({ secondFactor })}
          />
          <Choice
            label={t("policies.remember")}
            value={String(policies.rememberDays ?? 0)}
            options={withCurrent(days, policies.rememberDays ?? 0).map((count) => ({
              value: String(count),
              label:
                count < 0
                  ? t("policies.rememberNot")
                  : t("policies.days", { count: count === 0 ? 14 : count }),
            }))}
            onChange={(value) => void put({ rememberDays: Number(value) })}
          />
          <Choice
            label={t("policies.frequency")}
            value={String(policies.signInHours ?? 0)}
            options={withCurrent(hours, policies.signInHours ?? 0).map((count) => ({
              value: String(count),
              label: count === 0 ? t("policies.frequencyNot") : t("policies.hours", { count }),
            }))}
            onChange={(value) => void put({ signInHours: Number(value) })}
          />
          <Choice
            label={t("policies.campaign")}
            value={policies.registrationCampaign ?? ""}
            options={[
              { value: "", label: t("policies.campaignFor.telephone") },
              { value: "everybody", label: t("policies.campaignFor.everybody") },
              { value: "off", label: t("policies.campaignFor.off") },
            ]}
            onChange={(registrationCampaign) => void put({ registrationCampaign })}
          />
          <Choice
            label={t("policies.snooze")}
            value={String(policies.snoozeDays ?? 0)}
            options={withCurrent(snoozes, policies.snoozeDays ?? 0).map((count) => ({
              value: String(count),
              label:
                count < 0 ? t("policies.snoozeNot") : t("policies.days", { count: count === 0 ? 1 : count }),
            }))}
            onChange={(value) => void put({ snoozeDays: Number(value) })}
          />
          <Choice
            label={t("policies.reset")}
            value={String(policies.passwordReset ?? 0)}
            options={[0, 1, 2].map((count) => ({
              value: String(count),
              label: count === 0 ? t("policies.resetNot") : t("policies.proofs", { count }),
            }))}
            onChange={(value) => void put({ passwordReset: Number(value) })}
          />
        </div>
        <div className={tab.toggles}>
          {toggle("securityDefaults", 50079)}
          {toggle("pushWithoutNumber")}
          {toggle("showApplication")}
          {toggle("showPlace")}
          {toggle("askPhoneDigits")}
          {toggle("putOffRegistration")}
          {toggle("snoozeWithoutEnd")}
          {toggle("noSystemPreferred")}
          {toggle("noFraudReports")}
          {toggle("fraudAlert")}
          {toggle("neverStaySignedIn")}
          {toggle("trustHomeMfa")}
          {toggle("consentRequests", 90094)}
        </div>
      </Group>
      <Rules
        rules={rules}
        outcomes={outcomes.data}
        onOpen={setOpen}
        onChange={(next) => void put({ rules: next })}
      />
    </Stack>
  );
}

// withCurrent offers what is set, too, when a script has set something else.
function withCurrent(offered: readonly number[], current: number): number[] {
  return offered.includes(current) ? [...offered] : [...offered, current];
}

import { useState } from "react";
import { useBackend } from "../../../../backend/context";
import type { Outcome, Problem, Rule } from "../../../../backend/types";
import { useResource } from "../../../../backend/useResource";
import { useTranslation } from "../../../../i18n/i18n";
import { Checks, Choice, Lines, TextField, Toggle } from "../../../../ui/fields";
import { Group } from "../../../../ui/Group";
import { tame } from "../../../../ui/Truncated";
import { CodeLink } from "../CodeLink";
import { EditorFrame } from "../EditorFrame";
import { useUnsaved } from "../edits";
import tab from "../tab.module.css";
import { clients, codeOf, platforms, risks, ways, withResult } from "./outcome";

interface RuleEditorProps {
  rule: Rule;
  fresh: boolean;
  outcomes: readonly Outcome[];
  saving: boolean;
  problem: Problem | undefined;
  onSave(rule: Rule): Promise<void>;
  onBack(): void;
}

// RuleEditor is one Conditional Access policy: whom it is for, and what becomes of them.
export function RuleEditor(props: RuleEditorProps) {
  const { rule, fresh, outcomes, saving, problem, onSave, onBack } = props;
  const { t } = useTranslation();
  const backend = useBackend();
  const apps = useResource("practice", () => backend.practice.apps());
  const [draft, setDraft] = useState<Rule>(rule);
  const changed = fresh || JSON.stringify(draft) !== JSON.stringify(rule);
  useUnsaved(changed && draft !== rule);
  const change = (next: Partial<Rule>) => setDraft((old) => ({ ...old, ...next }));
  const field = problem?.field?.replace(/^rules\[\d+\]\./, "");
  const known = outcomes.some((outcome) => outcome.word === draft.then);

  return (
    <EditorFrame
      title={fresh ? t("policies.newTitle") : rule.name || t("policies.unnamed")}
      back={t("policies.title")}
      problem={problem}
      saving={saving}
      changed={changed}
      onSave={() => void onSave({ ...draft, users: draft.users?.map((user) => user.toLowerCase()) })}
      onBack={onBack}
    >
      <section aria-label={t("policies.result")}>
        <div className={tab.columns}>
          <TextField
            label={t("policies.name")}
            value={draft.name}
            wrong={field === "name" ? t("desk.wrong") : undefined}
            onChange={(name) => change({ name })}
          />
          <Choice
            label={t("policies.result")}
            hint={<CodeLink code={codeOf(draft.then, outcomes)} />}
            value={draft.then}
            wrong={field === "then" ? t("desk.wrong") : undefined}
            options={[
              ...(known ? [] : [{ value: draft.then, label: draft.then }]),
              ...outcomes.map((outcome) => ({
                value: outcome.word || `AADSTS${outcome.code}`,
                label: t("policies.outcome", { meaning: outcome.meaning, code: String(outcome.code) }),
              })),
            ]}
            onChange={(value) => setDraft((old) => withResult(old, value))}
          />
        </div>
      </section>
      <Group title={t("policies.forWhom")}>
        <Lines
          label={t("policies.users")}
          hint={t("policies.usersHint")}
          value={draft.users ?? []}
          wrong={field === "users" ? t("desk.wrong") : undefined}
          onChange={(users) => change({ users })}
        />
        <Checks
          label={t("policies.appsLabel")}
          hint={t("policies.emptyIsAll")}
          wrong={field === "apps" ? t("desk.wrong") : undefined}
          all={(apps.data ?? []).map((app) => ({ value: app.applicationId, label: tame(app.name) }))}
          chosen={draft.apps ?? []}
          onChange={(chosen) => change({ apps: chosen })}
        />
        <Checks
          label={t("policies.waysLabel")}
          hint={t("policies.emptyIsAll")}
          all={ways.map((way) => ({ value: way, label: t(`policies.ways.${way}`) }))}
          chosen={draft.ways ?? []}
          onChange={(chosen) => change({ ways: chosen })}
        />
        <Toggle
          label={t("policies.highRisk")}
          checked={draft.highRisk === true}
          onChange={(highRisk) => change({ highRisk })}
        />
        <Checks
          label={t("policies.userRisk")}
          hint={t("policies.emptyIsAll")}
          all={risks.map((risk) => ({ value: risk, label: t(`policies.risks.${risk}`) }))}
          chosen={draft.userRisk ?? []}
          onChange={(userRisk) => change({ userRisk })}
        />
        <Checks
          label={t("policies.signInRisk")}
          hint={t("policies.emptyIsAll")}
          all={risks.map((risk) => ({ value: risk, label: t(`policies.risks.${risk}`) }))}
          chosen={draft.signInRisk ?? []}
          onChange={(signInRisk) => change({ signInRisk })}
        />
        <Checks
          label={t("policies.clientsLabel")}
          hint={t("policies.emptyIsAll")}
          all={clients.map((client) => ({ value: client, label: t(`policies.clients.${client}`) }))}
          chosen={draft.clients ?? []}
          onChange={(chosen) => change({ clients: chosen })}
        />
      </Group>
      <Group title={t("policies.onlyWhen")}>
        <Lines
          label={t("policies.resources")}
          hint={t("policies.resourcesHint")}
          value={draft.resources ?? []}
          wrong={field === "resources" ? t("desk.wrong") : undefined}
          onChange={(resources) => change({ resources })}
        />
        <Lines
          label={t("policies.contexts")}
          hint={t("policies.contextsHint")}
          value={draft.contexts ?? []}
          wrong={field === "contexts" ? t("desk.wrong") : undefined}
          onChange={(contexts) => change({ contexts })}
        />
        <Checks
          label={t("policies.platformsLabel")}
          hint={t("policies.emptyIsAll")}
          all={platforms.map((platform) => ({ value: platform, label: t(`policies.platforms.${platform}`) }))}
          chosen={draft.platforms ?? []}
          onChange={(chosen) => change({ platforms: chosen })}
        />
        <Toggle
          label={t("policies.reportOnly")}
          checked={draft.reportOnly === true}
          onChange={(reportOnly) => change({ reportOnly })}
        />
      </Group>
    </EditorFrame>
  );
}

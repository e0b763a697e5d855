import { Button, Checkbox, Field, Input, Link, Switch } from "@fluentui/react-components";
import { Suspense } from "react";
import { useTranslation } from "../../i18n/i18n";
import { labelFor } from "../../ui/labelFor";
import { part } from "../../ui/part";
import { pressedByEnter } from "../../ui/pressedByEnter";
import { messageOf } from "../problem/fieldWords";
import { ProblemView, type ProblemViewProps } from "../problem/ProblemView";
import { CloudNote } from "./CloudNote";
import css from "./ConnectionTab.module.css";
import { PasswordPart } from "./credential/PasswordPart";
import { type FieldID, problemAt } from "./fields";
import form from "./form.module.css";
import { OrganizationPart } from "./OrganizationPart";
import { OtherWays } from "./OtherWays";
import { ProfileExtras } from "./ProfileExtras";
import { RetrievePart } from "./RetrievePart";
import { signInKind } from "./signInKind";
import { missingID } from "./state";
import { TenantResults } from "./TenantResults";
import type { Connection } from "./useConnection";
import { useWork } from "./work";

const ApplicationPart = part(() => import("./credential/ApplicationPart").then((m) => m.ApplicationPart));

interface ConnectionTabProps {
  connection: Connection;
  steps: ProblemViewProps["steps"];
  onGo(field: FieldID): void;
}

const whereHints = {
  "on-premises": "dialog.whereHint",
  "two-factor": "dialog.whereHint",
  password: "dialog.whereHintPassword",
  application: "dialog.whereHintApplication",
} as const;

// ConnectionTab is the CRM Connection tab, with the original's controls.
export function ConnectionTab({ connection, steps, onGo }: ConnectionTabProps) {
  const { t } = useTranslation();
  const { state } = connection;
  const { dispatch } = useWork();
  const { profile, where, readOnly } = state.draft;
  const kind = signInKind(profile);
  // A test refreshes the session too, and the disk may be full by then.
  const unsaved = state.tested?.storageProblem ?? state.retrieved?.storageProblem;
  const twoFactorProblem = problemAt(state.problems, "twoFactor");

  return (
    <>
      <div className={form.nameRow}>
        <Field
          className={form.growing}
          label={labelFor("field-name", t("dialog.name"))}
          required
          {...messageOf(problemAt(state.problems, "name"))}
        >
          <Input
            id="field-name"
            value={profile.name}
            readOnly={readOnly}
            autoComplete="off"
            onChange={(_, data) => dispatch({ type: "edit", change: { name: data.value } })}
          />
        </Field>
        <Switch
          label={t("dialog.online")}
          checked={profile.online}
          disabled={readOnly}
          onChange={(_, data) => dispatch({ type: "edit", change: { online: data.checked } })}
        />
      </div>
      {!profile.online && (
        <p className={form.note}>
          <strong>{t("dialog.onPremises")}.</strong> {t("dialog.onPremisesWhat")}
        </p>
      )}
      {(kind === "two-factor" || kind === "password") && (
        <div className={form.controls}>
          <Checkbox
            id="field-twoFactor"
            aria-describedby={twoFactorProblem ? "two-factor-problem" : undefined}
            className={form.checkbox}
            label={t("dialog.twoFactor")}
            checked={profile.twoFactor}
            disabled={readOnly}
            onChange={(_, data) => dispatch({ type: "edit", change: { twoFactor: data.checked === true } })}
          />
          {profile.twoFactor && <IDs missing={missingID(profile)} onGo={onGo} />}
          {twoFactorProblem && (
            <span className={form.fieldError} id="two-factor-problem">
              {messageOf(twoFactorProblem).validationMessage}
            </span>
          )}
        </div>
      )}
      {kind === "password" && <PasswordPart connection={connection} steps={steps} />}
      {kind === "application" && (
        <Suspense fallback={null}>
          <ApplicationPart connection={connection} steps={steps} />
        </Suspense>
      )}
      <Field
        label={labelFor("field-where", t("dialog.where"))}
        hint={t(whereHints[kind])}
        {...messageOf(problemAt(state.problems, "where", kind))}
      >
        <Input
          id="field-where"
          value={where}
          readOnly={readOnly}
          autoComplete="off"
          spellCheck={false}
          onChange={(_, data) => dispatch({ type: "where", text: data.value })}
        />
      </Field>
      <CloudNote draft={state.draft} problems={state.problems} onGo={onGo} />
      <RetrievePart state={state} />
      {state.retrieved && <TenantResults tenants={state.retrieved.tenants} steps={steps} />}
      {unsaved && <ProblemView problem={{ ...unsaved, warning: true }} quiet />}
      {state.retrieved?.notice && <ProblemView problem={state.retrieved.notice} quiet />}
      <OrganizationPart state={state} onGo={onGo} />
      <div className={css.disclosures}>
        <OtherWays state={state} />
        <ProfileExtras draft={state.draft} problems={state.problems} />
      </div>
    </>
  );
}

// IDs leads to the other tab: as the next thing to do while a value is missing there.
function IDs({ missing, onGo }: { missing: FieldID | undefined; onGo(field: FieldID): void }) {
  const { t } = useTranslation();
  if (!missing) {
    return (
      <Link as="button" onClick={() => onGo("applicationId")}>
        {t("dialog.showIds")}
      </Link>
    );
  }
  return (
    <Button size="small" {...pressedByEnter(true)} onClick={() => onGo(missing)}>
      {t("dialog.enterIds")}
    </Button>
  );
}

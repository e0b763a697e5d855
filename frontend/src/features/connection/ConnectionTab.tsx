import { Checkbox, Field, Input, Link, Switch } from "@fluentui/react-components";
import { useTranslation } from "../../i18n/i18n";
import { labelFor } from "../../ui/labelFor";
import { ProblemView } from "../problem/ProblemView";
import css from "./ConnectionDialog.module.css";
import { problemAt } from "./draft";
import { fieldWords } from "./ErrorSummary";
import { OrganizationPart } from "./OrganizationPart";
import { OtherWays } from "./OtherWays";
import { ProfileExtras } from "./ProfileExtras";
import { RetrievePart } from "./RetrievePart";
import { messageOf } from "./TwoFactorTab";
import type { Connection } from "./useConnection";

interface ConnectionTabProps {
  connection: Connection;
  // typing counts how often the address was asked for.
  typing: number;
  onEnterIDs(): void;
}

// ConnectionTab is the CRM Connection tab, with the original's controls.
export function ConnectionTab({ connection, typing, onEnterIDs }: ConnectionTabProps) {
  const { t } = useTranslation();
  const { state, dispatch } = connection;
  const { profile, where, readOnly } = state.draft;
  const twoFactorProblem = problemAt(state.problems, "twoFactor");

  return (
    <>
      <div className={css.line}>
        <Field
          className={css.grow}
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
        <p className={css.note}>
          <strong>{t("dialog.onPremises")}.</strong> {t("dialog.onPremisesWhat")}
        </p>
      )}
      {profile.online && (
        <div className={css.inline}>
          <Checkbox
            id="field-twoFactor"
            aria-describedby={twoFactorProblem ? "two-factor-problem" : undefined}
            className={css.checkbox}
            label={t("dialog.twoFactor")}
            checked={profile.twoFactor}
            disabled={readOnly}
            onChange={(_, data) => dispatch({ type: "edit", change: { twoFactor: data.checked === true } })}
          />
          {profile.twoFactor && (
            <Link as="button" onClick={onEnterIDs}>
              {t("dialog.enterIds")}
            </Link>
          )}
          {twoFactorProblem && (
            <span className={css.fieldError} id="two-factor-problem">
              {fieldWords(twoFactorProblem)}
            </span>
          )}
        </div>
      )}
      <Field
        label={labelFor("field-where", t("dialog.where"))}
        hint={t("dialog.whereHint")}
        {...messageOf(problemAt(state.problems, "where"))}
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
      <RetrievePart connection={connection} />
      {state.retrieved?.storageProblem && (
        <ProblemView problem={{ ...state.retrieved.storageProblem, warning: true }} quiet />
      )}
      {state.retrieved?.notice && <ProblemView problem={state.retrieved.notice} quiet />}
      <OrganizationPart connection={connection} typing={typing} />
      <div className={css.more}>
        <OtherWays connection={connection} />
        <ProfileExtras connection={connection} />
      </div>
    </>
  );
}

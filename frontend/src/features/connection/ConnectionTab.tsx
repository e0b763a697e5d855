import { Checkbox, Field, Input, Link, Switch } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { ProblemView } from "../problem/ProblemView";
import css from "./ConnectionDialog.module.css";
import { problemAt } from "./draft";
import { OrganizationPart } from "./OrganizationPart";
import { OtherWays } from "./OtherWays";
import { RetrievePart } from "./RetrievePart";
import { messageOf } from "./TwoFactorTab";
import type { Connection } from "./useConnection";

// ConnectionTab is the CRM Connection tab, with the original's controls.
export function ConnectionTab({ connection, typing }: { connection: Connection; typing: number }) {
  const { t } = useTranslation();
  const { state, dispatch } = connection;
  const { profile, where, readOnly } = state.draft;

  return (
    <>
      <div className={css.line}>
        <Field
          className={css.grow}
          label={t("dialog.name")}
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
            className={css.checkbox}
            label={t("dialog.twoFactor")}
            checked={profile.twoFactor}
            disabled={readOnly}
            onChange={(_, data) => dispatch({ type: "edit", change: { twoFactor: data.checked === true } })}
          />
          {profile.twoFactor && (
            <Link as="button" onClick={() => dispatch({ type: "tab", tab: "twoFactor" })}>
              {t("dialog.enterIds")}
            </Link>
          )}
        </div>
      )}
      <Field
        label={t("dialog.where")}
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
      <OrganizationPart connection={connection} typing={typing} />
      <OtherWays connection={connection} />
    </>
  );
}

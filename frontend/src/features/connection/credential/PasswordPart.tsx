import { Checkbox, Field, Input, Link } from "@fluentui/react-components";
import { useTranslation } from "../../../i18n/i18n";
import { useAnnounce } from "../../../ui/Announcer";
import { labelFor } from "../../../ui/labelFor";
import text from "../../../ui/text.module.css";
import { messageOf } from "../../problem/fieldWords";
import { ProblemView, type ProblemViewProps } from "../../problem/ProblemView";
import { problemAt } from "../fields";
import form from "../form.module.css";
import type { Connection } from "../useConnection";
import { useWork } from "../work";

// PasswordPart is CRM Online without 2-Factor Authentication, as the old dialog had it:
// user name and password, and no second factor.
export function PasswordPart({
  connection,
  steps,
}: {
  connection: Connection;
  steps: ProblemViewProps["steps"];
}) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const { state, credentials } = connection;
  const { dispatch, typeCredential, forgetCredential } = useWork();
  const { profile, readOnly } = state.draft;
  const at = (field: Parameters<typeof problemAt>[1]) =>
    messageOf(problemAt(state.problems, field, "password"));
  const set = credentials.info("password");

  return (
    <>
      <div className={form.fieldGrid}>
        <Field label={labelFor("field-loginHint", t("password.userName"))} {...at("loginHint")}>
          <Input
            id="field-loginHint"
            value={profile.loginHint ?? ""}
            readOnly={readOnly}
            autoComplete="off"
            spellCheck={false}
            onChange={(_, data) => dispatch({ type: "edit", change: { loginHint: data.value } })}
          />
        </Field>
        <Field label={labelFor("field-password", t("password.password"))} {...at("password")}>
          <Input
            id="field-password"
            type="password"
            value={credentials.typed.password}
            readOnly={readOnly}
            placeholder={set ? t("password.placeholder") : undefined}
            aria-describedby="password-notes"
            autoComplete="off"
            onChange={(_, data) => typeCredential({ password: data.value })}
          />
        </Field>
        <Field label={labelFor("field-applicationId", t("twoFactor.applicationId"))} {...at("applicationId")}>
          <Input
            id="field-applicationId"
            value={profile.applicationId ?? ""}
            readOnly={readOnly}
            autoComplete="off"
            spellCheck={false}
            onChange={(_, data) => dispatch({ type: "edit", change: { applicationId: data.value } })}
          />
        </Field>
      </div>
      <div className={form.controls}>
        <Checkbox
          id="field-savePassword"
          className={form.checkbox}
          label={t("password.save")}
          checked={profile.savePassword === true}
          disabled={readOnly}
          onChange={(_, data) => dispatch({ type: "edit", change: { savePassword: data.checked === true } })}
        />
        <span className={text.muted} id="password-notes">
          {set && `${t(set.saved ? "password.setSaved" : "password.set")} `}
          {t("password.noMFA")}
        </span>
        {set && !readOnly && (
          <Link
            as="button"
            onClick={() => {
              void forgetCredential("password");
              announce(t("password.forgotten"));
              document.getElementById("field-password")?.focus();
            }}
          >
            {t("password.forget")}
          </Link>
        )}
      </div>
      {credentials.problem && <ProblemView problem={credentials.problem} steps={steps} quiet />}
    </>
  );
}

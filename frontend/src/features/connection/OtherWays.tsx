import { Field, Select } from "@fluentui/react-components";
import type { CloudID, Method } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import { Details } from "../../ui/Details";
import { labelFor } from "../../ui/labelFor";
import css from "./ConnectionDialog.module.css";
import { problemAt } from "./draft";
import { messageOf } from "./TwoFactorTab";
import type { Connection } from "./useConnection";

const clouds: readonly CloudID[] = ["public", "gcc", "gcc-high", "dod", "china", "practice"];
const methods: readonly Method[] = ["auto", "browser", "paste"];

// OtherWays keeps the rarer choices out of the way, under one closed line. It
// opens by itself when one of them is wrong.
export function OtherWays({ connection }: { connection: Connection }) {
  const { t } = useTranslation();
  const { state, dispatch } = connection;
  const { profile, readOnly } = state.draft;
  const cloudProblem = problemAt(state.problems, "cloud");
  const methodProblem = problemAt(state.problems, "method");

  return (
    <Details summary={t("dialog.otherWays")} open={Boolean(cloudProblem || methodProblem) || undefined}>
      <div className={css.others}>
        <Field
          className={css.grow}
          label={labelFor("field-cloud", t("dialog.cloud"))}
          hint={t("dialog.cloudHint")}
          {...messageOf(cloudProblem)}
        >
          <Select
            id="field-cloud"
            value={profile.cloud}
            disabled={readOnly}
            onChange={(_, data) => {
              const cloud = clouds.find((id) => id === data.value);
              if (cloud) dispatch({ type: "edit", change: { cloud } });
            }}
          >
            {clouds.map((id) => (
              <option key={id} value={id}>
                {t(`dialog.clouds.${id}`)}
              </option>
            ))}
          </Select>
        </Field>
        <Field
          className={css.grow}
          label={labelFor("field-method", t("dialog.method"))}
          {...messageOf(methodProblem)}
        >
          <Select
            id="field-method"
            value={profile.method || "auto"}
            disabled={readOnly}
            onChange={(_, data) => {
              const method = methods.find((id) => id === data.value);
              if (method) dispatch({ type: "edit", change: { method } });
            }}
          >
            {methods.map((id) => (
              <option key={id} value={id}>
                {t(`dialog.methods.${id}`)}
              </option>
            ))}
          </Select>
        </Field>
      </div>
    </Details>
  );
}

import { Button, Field, Input } from "@fluentui/react-components";
import { useState } from "react";
import { useTranslation } from "../../../i18n/i18n";
import { DateField } from "../../../ui/fields";
import { labelFor } from "../../../ui/labelFor";
import { dayOf } from "../../../ui/time";
import { messageOf } from "../../problem/fieldWords";
import { problemAt } from "../fields";
import form from "../form.module.css";
import type { Connection } from "../useConnection";
import { useWork } from "../work";
import own from "./Application.module.css";

// SecretFields takes an application's client secret.
export function SecretFields({ connection, onUse }: { connection: Connection; onUse(): void }) {
  const { t } = useTranslation();
  const { state, credentials } = connection;
  const { typeCredential } = useWork();
  const [empty, setEmpty] = useState(false);
  const problem = messageOf(problemAt(state.problems, "clientSecret"));

  function use() {
    const { secret, expires } = credentials.typed;
    setEmpty(secret === "");
    if (secret === "") document.getElementById("field-clientSecret")?.focus();
    else if (expires !== "" && !dayOf(expires)) document.getElementById("field-secretExpires")?.focus();
    else onUse();
  }

  return (
    <div className={own.line}>
      <Field
        className={form.growing}
        label={labelFor("field-clientSecret", t("application.secretValue"))}
        hint={t("application.secretHint")}
        {...(empty ? { validationMessage: t("application.needSecret") } : problem)}
      >
        <Input
          id="field-clientSecret"
          type="password"
          value={credentials.typed.secret}
          autoComplete="off"
          onChange={(_, data) => {
            setEmpty(false);
            typeCredential({ secret: data.value });
          }}
        />
      </Field>
      <DateField
        id="field-secretExpires"
        label={t("application.expires")}
        hint={t("application.expiresHint")}
        size="medium"
        value={credentials.typed.expires}
        button={<Button onClick={use}>{t("application.useSecret")}</Button>}
        onChange={(expires) => typeCredential({ expires })}
      />
    </div>
  );
}

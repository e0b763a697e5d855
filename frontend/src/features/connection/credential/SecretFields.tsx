import { Button, Field, Input } from "@fluentui/react-components";
import { useState } from "react";
import { useTranslation } from "../../../i18n/i18n";
import { labelFor } from "../../../ui/labelFor";
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
    setEmpty(credentials.typed.secret === "");
    if (credentials.typed.secret === "") document.getElementById("field-clientSecret")?.focus();
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
      <Field
        label={labelFor("field-secretExpires", t("application.expires"))}
        hint={t("application.expiresHint")}
      >
        <Input
          id="field-secretExpires"
          type="date"
          value={credentials.typed.expires}
          onChange={(_, data) => typeCredential({ expires: data.value })}
        />
      </Field>
      <Button className={own.beside} onClick={use}>
        {t("application.useSecret")}
      </Button>
    </div>
  );
}

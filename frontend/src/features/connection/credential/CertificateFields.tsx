import { Button, Field, Input } from "@fluentui/react-components";
import { useState } from "react";
import { useTranslation } from "../../../i18n/i18n";
import { FieldWithButton } from "../../../ui/FieldWithButton";
import { FileButton } from "../../../ui/FileButton";
import { fileBase64 } from "../../../ui/fileText";
import { labelFor } from "../../../ui/labelFor";
import { tame } from "../../../ui/Truncated";
import text from "../../../ui/text.module.css";
import { messageOf } from "../../problem/fieldWords";
import { problemAt } from "../fields";
import form from "../form.module.css";
import type { Connection } from "../useConnection";
import { useWork } from "../work";
import own from "./Application.module.css";

// CertificateFields takes an application's certificate with its private key: the
// file's bytes go to Go, which alone looks into them.
export function CertificateFields({ connection, onUse }: { connection: Connection; onUse(): void }) {
  const { t } = useTranslation();
  const { state, credentials } = connection;
  const { typeCredential } = useWork();
  const { file, passphrase } = credentials.typed;
  const [said, setSaid] = useState("");
  const problem = messageOf(problemAt(state.problems, "certificate"));

  async function choose(chosen: File) {
    const base64 = await fileBase64(chosen).catch(() => undefined);
    setSaid(base64 === undefined ? t("common.fileTooLarge") : "");
    if (base64 !== undefined) typeCredential({ file: { name: chosen.name, base64 } });
  }

  function use() {
    if (file) onUse();
    else setSaid(t("application.needFile"));
  }

  return (
    <div className={own.line}>
      <Field
        className={form.growing}
        label={labelFor("field-certificate", t("application.file"))}
        hint={t("application.fileHint")}
        {...(said ? { validationMessage: said } : problem)}
      >
        {() => (
          <div className={form.controls}>
            <FileButton
              id="field-certificate"
              label={t("application.fileChoose")}
              accept=".pfx,.p12,.pem"
              describedBy="certificate-chosen"
              onFile={(chosen) => void choose(chosen)}
            />
            <span className={text.muted} id="certificate-chosen">
              {file ? t("application.fileChosen", { name: tame(file.name, 60) }) : t("application.fileNone")}
            </span>
          </div>
        )}
      </Field>
      <FieldWithButton
        className={form.growing}
        button={<Button onClick={use}>{t("application.useCertificate")}</Button>}
        label={labelFor("field-passphrase", t("application.passphrase"))}
        hint={t("application.passphraseHint")}
        {...messageOf(problemAt(state.problems, "passphrase"))}
      >
        <Input
          id="field-passphrase"
          type="password"
          value={passphrase}
          autoComplete="off"
          onChange={(_, data) => typeCredential({ passphrase: data.value })}
        />
      </FieldWithButton>
    </div>
  );
}

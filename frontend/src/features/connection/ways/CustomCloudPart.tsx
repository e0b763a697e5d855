import { Button, Field, Input, Textarea } from "@fluentui/react-components";
import { useState } from "react";
import type { CustomCloud, Problem } from "../../../backend/types";
import { useTranslation } from "../../../i18n/i18n";
import { FileButton } from "../../../ui/FileButton";
import { fileText } from "../../../ui/fileText";
import { labelFor } from "../../../ui/labelFor";
import text from "../../../ui/text.module.css";
import { fieldWords } from "../../problem/fieldWords";
import form from "../form.module.css";
import own from "./ways.module.css";

interface CustomCloudPartProps {
  hosts: CustomCloud;
  readOnly: boolean;
  problem: Problem | undefined;
  onChange(hosts: CustomCloud): void;
  onConfirm(): void;
}

// CustomCloudPart takes the hosts of a private test system. A change takes back the
// confirmation; Go would not believe it anyway.
export function CustomCloudPart({ hosts, readOnly, problem, onChange, onConfirm }: CustomCloudPartProps) {
  const { t } = useTranslation();
  const [said, setSaid] = useState("");
  // The lines as they are typed; the list has no empty ones.
  const [lines, setLines] = useState(hosts.organizations.join("\n"));
  const change = (next: Partial<CustomCloud>) => onChange({ ...hosts, ...next, confirmed: undefined });

  async function choose(file: File) {
    const ca = await fileText(file).catch(() => undefined);
    setSaid(ca === undefined ? t("common.fileTooLarge") : "");
    if (ca !== undefined) change({ ca });
  }

  return (
    <section className={own.custom} aria-labelledby="custom-title">
      <strong id="custom-title">{t("custom.title")}</strong>
      <span className={text.muted}>{t("custom.what")}</span>
      <div className={form.fieldGrid}>
        <Field label={labelFor("field-customCloud", t("custom.authority"))} hint={t("custom.authorityHint")}>
          <Input
            id="field-customCloud"
            value={hosts.authority}
            readOnly={readOnly}
            autoComplete="off"
            spellCheck={false}
            aria-describedby={problem ? "custom-problem" : undefined}
            onChange={(_, data) => change({ authority: data.value })}
          />
        </Field>
        <Field label={labelFor("field-customDiscovery", t("custom.discovery"))}>
          <Input
            id="field-customDiscovery"
            value={hosts.discovery}
            readOnly={readOnly}
            autoComplete="off"
            spellCheck={false}
            onChange={(_, data) => change({ discovery: data.value })}
          />
        </Field>
      </div>
      <Field
        label={labelFor("field-customOrganizations", t("custom.organizations"))}
        hint={t("custom.organizationsHint")}
      >
        <Textarea
          id="field-customOrganizations"
          value={lines}
          readOnly={readOnly}
          rows={2}
          resize="vertical"
          spellCheck={false}
          onChange={(_, data) => {
            setLines(data.value);
            change({ organizations: data.value.split(/[\s,;]+/).filter(Boolean) });
          }}
        />
      </Field>
      <div className={form.controls}>
        <span>{t("custom.ca")}:</span>
        <span className={text.muted}>{said || t(hosts.ca ? "custom.caSet" : "custom.caNone")}</span>
        {!readOnly && (
          <FileButton
            label={t(hosts.ca ? "custom.caReplace" : "custom.caChoose")}
            accept=".pem,.crt,.cer"
            onFile={(file) => void choose(file)}
          />
        )}
        {hosts.ca && !readOnly && (
          <Button
            size="small"
            appearance="subtle"
            aria-label={t("common.removeOf", { what: t("custom.ca") })}
            onClick={() => change({ ca: undefined })}
          >
            {t("common.remove")}
          </Button>
        )}
      </div>
      <div className={form.controls}>
        <span role="status" className={hosts.confirmed ? own.confirmed : own.unconfirmed}>
          {t(hosts.confirmed ? "custom.confirmed" : "custom.notConfirmed")}
        </span>
        {!readOnly && (
          <Button size="small" onClick={onConfirm}>
            {t(hosts.confirmed ? "custom.look" : "custom.confirm")}
          </Button>
        )}
      </div>
      {problem && (
        <span className={form.fieldError} id="custom-problem">
          {fieldWords(problem)}
        </span>
      )}
    </section>
  );
}

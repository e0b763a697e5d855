import { Button } from "@fluentui/react-components";
import { useState } from "react";
import type { AppKey, PracticeApp } from "../../../../backend/types";
import { useTranslation } from "../../../../i18n/i18n";
import { CopyButton } from "../../../../ui/CopyButton";
import { DateField, TextField } from "../../../../ui/fields";
import { Group } from "../../../../ui/Group";
import { tame } from "../../../../ui/Truncated";
import text from "../../../../ui/text.module.css";
import { dateText, dayOf } from "../../../../ui/time";
import ui from "../../../../ui/ui.module.css";
import tab from "../tab.module.css";
import css from "./AppSecrets.module.css";

interface AppSecretsProps {
  draft: PracticeApp;
  // values are those of the secrets that were saved, by name.
  values: ReadonlyMap<string, string>;
  wrong: string | undefined;
  onChange(keys: AppKey[]): void;
}

// AppSecrets are a Web registration's client secrets. A value follows when the new secret
// has been saved; in a real tenant it is shown once.
export function AppSecrets({ draft, values, wrong, onChange }: AppSecretsProps) {
  const { t, language } = useTranslation();
  const keys = draft.keys ?? [];
  const [name, setName] = useState("");
  const [expires, setExpires] = useState("");
  const ready = name.trim() !== "" && dayOf(expires) !== undefined;

  function add() {
    if (!ready) return;
    onChange([...keys, { name: name.trim(), expires: new Date(`${expires}T00:00:00Z`).toISOString() }]);
    setName("");
    setExpires("");
  }

  return (
    <Group title={t("apps.secrets")}>
      {keys.length > 0 && (
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{t("apps.secretName")}</th>
              <th scope="col">{t("apps.secretValue")}</th>
              <th scope="col">{t("apps.secretExpires")}</th>
              <th scope="col">
                <span className={ui.hidden}>{t("common.remove")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {keys.map((key) => {
              const value = values.get(key.name);
              const over = Date.parse(key.expires) <= Date.now();
              return (
                <tr key={key.name}>
                  <td>{tame(key.name)}</td>
                  <td>
                    {value ? (
                      <span className={css.value}>
                        <code>{value}</code>
                        <CopyButton text={value} label={t("common.copyOf", { what: key.name })} iconOnly />
                      </span>
                    ) : (
                      <span className={text.hint}>{t("apps.secretSaveFirst")}</span>
                    )}
                  </td>
                  <td className={over ? css.expired : undefined}>
                    {over
                      ? t("apps.secretOver", { when: dateText(key.expires, language) })
                      : dateText(key.expires, language)}
                  </td>
                  <td>
                    <Button
                      size="small"
                      appearance="subtle"
                      aria-label={t("common.removeOf", { what: key.name })}
                      onClick={() => onChange(keys.filter((each) => each !== key))}
                    >
                      {t("common.remove")}
                    </Button>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      {wrong && (
        <div role="alert" className={css.wrong}>
          {wrong}
        </div>
      )}
      <div className={tab.fieldRow}>
        <TextField label={t("apps.secretName")} value={name} onChange={setName} />
        <DateField
          label={t("apps.secretExpires")}
          value={expires}
          button={
            <Button size="small" disabledFocusable={!ready} onClick={add}>
              {t("apps.secretAdd")}
            </Button>
          }
          onChange={setExpires}
        />
      </div>
    </Group>
  );
}

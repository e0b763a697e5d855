import { Button } from "@fluentui/react-components";
import { useState } from "react";
import { useBackend } from "../../../backend/context";
import type { Script, ScriptFormat } from "../../../backend/helpdesk";
import { useTranslation } from "../../../i18n/i18n";
import { useAnnounce } from "../../../ui/Announcer";
import { CopyButton } from "../../../ui/CopyButton";
import { Choice } from "../../../ui/fields";
import { Group } from "../../../ui/Group";
import { keepSheet } from "../../../ui/keepSheet";
import text from "../../../ui/text.module.css";
import { useSaving } from "../../../ui/useSaving";
import { ProblemView } from "../../problem/ProblemView";
import css from "../tools.module.css";

const formats: ScriptFormat[] = ["azure-cli", "graph-powershell", "graph-json", "terraform"];

interface ScriptPartProps {
  recipe: string;
  profile: string;
}

// ScriptPart shows a script that registers the application, to read, copy or save.
export function ScriptPart({ recipe, profile }: ScriptPartProps) {
  const { t } = useTranslation();
  const backend = useBackend();
  const announce = useAnnounce();
  const [format, setFormat] = useState<ScriptFormat>("azure-cli");
  const [script, setScript] = useState<Script | undefined>();
  const { saving, problem, save } = useSaving();

  const show = () =>
    save(async () => {
      setScript(undefined);
      setScript(await backend.guides.script(recipe, profile, format));
    });
  const keep = () =>
    save(async () => {
      if (keepSheet(await backend.guides.keepScript(recipe, profile, format))) announce(t("register.saved"));
    });

  return (
    <Group title={t("register.script")}>
      <p className={text.hint}>{t("register.scriptWhat")}</p>
      <div className={css.twoFields}>
        <Choice
          label={t("register.format")}
          value={format}
          options={formats.map((each) => ({ value: each, label: t(`register.formats.${each}`) }))}
          onChange={(value) => {
            setFormat(value as ScriptFormat);
            setScript(undefined);
          }}
        />
      </div>
      <div className={css.buttons}>
        <Button size="small" disabledFocusable={saving} onClick={() => void show()}>
          {t("register.scriptText")}
        </Button>
        {script && (
          <>
            <CopyButton
              appearance="secondary"
              text={script.text}
              label={t("common.copyOf", { what: script.name })}
            />
            <Button size="small" onClick={() => void keep()}>
              {t("register.save")}
            </Button>
          </>
        )}
      </div>
      {problem && <ProblemView problem={problem} />}
      {script && (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
          {/* biome-ignore lint/a11y/useSemanticElements: preformatted text, and a region */}
          <pre className={css.script} tabIndex={0} role="region" aria-label={script.name}>
            {script.text}
          </pre>
          {script.notes.map((note) => (
            <p key={note} className={text.hint}>
              {note}
            </p>
          ))}
        </>
      )}
    </Group>
  );
}

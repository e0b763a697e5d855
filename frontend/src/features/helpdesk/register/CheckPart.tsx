import { Button, Field, Textarea } from "@fluentui/react-components";
import { useId, useState } from "react";
import { useBackend } from "../../../backend/context";
import type { Finding } from "../../../backend/helpdesk";
import type { Problem } from "../../../backend/types";
import { useResource } from "../../../backend/useResource";
import { useTranslation } from "../../../i18n/i18n";
import { FileButton } from "../../../ui/FileButton";
import { Choice } from "../../../ui/fields";
import { fileText } from "../../../ui/fileText";
import { Group } from "../../../ui/Group";
import { labelFor } from "../../../ui/labelFor";
import sheet from "../../../ui/text.module.css";
import { useSaving } from "../../../ui/useSaving";
import { ProblemView } from "../../problem/ProblemView";
import css from "../tools.module.css";
import { FindingView } from "./FindingView";

interface CheckPartProps {
  recipe: string;
  profile: string;
}

// CheckPart says what is wrong with a registration, from its manifest.
export function CheckPart({ recipe, profile }: CheckPartProps) {
  const { t } = useTranslation();
  const backend = useBackend();
  const id = useId();
  const [text, setText] = useState("");
  const [found, setFound] = useState<Finding[] | undefined>();
  const apps = useResource("practice", () => backend.practice.apps());
  const { saving, problem, save } = useSaving();

  const check = (ask: () => Promise<Finding[]>) =>
    save(async () => {
      setFound(undefined);
      setFound(await ask());
    });
  const checkText = (manifest: string) =>
    check(() => backend.guides.checkManifest(recipe, profile, manifest));
  const open = (file: File) =>
    check(async () => {
      const content = await fileText(file);
      if (content === undefined) throw { kind: "input", code: "manifest-too-long" } satisfies Problem;
      setText(content);
      return backend.guides.checkManifest(recipe, profile, content);
    });
  const wrong = found?.filter((each) => each.state === "wrong").length ?? 0;

  return (
    <Group title={t("register.check")}>
      <p className={sheet.hint}>{t("register.checkWhat")}</p>
      <Field label={labelFor(id, t("register.manifest"))} size="small">
        <Textarea
          id={id}
          value={text}
          rows={4}
          resize="vertical"
          spellCheck={false}
          onChange={(_, data) => setText(data.value)}
        />
      </Field>
      <div className={css.buttons}>
        <Button size="small" disabledFocusable={saving} onClick={() => void checkText(text)}>
          {t("register.run")}
        </Button>
        <FileButton label={t("register.open")} accept=".json,.txt" onFile={(file) => void open(file)} />
      </div>
      <div className={css.twoFields}>
        <Choice
          label={t("register.practice")}
          value=""
          options={[
            { value: "", label: t("register.choose") },
            ...(apps.data ?? []).map((app) => ({ value: app.applicationId, label: app.name })),
          ]}
          onChange={(app) => app && void check(() => backend.guides.checkPractice(recipe, profile, app))}
        />
      </div>
      {problem && <ProblemView problem={problem} />}
      <div role="status">
        {found && <strong>{wrong === 0 ? t("register.all") : t("register.some", { count: wrong })}</strong>}
      </div>
      {found && (
        <ul className={css.findings} aria-label={t("register.check")}>
          {found.map((finding) => (
            <FindingView key={`${finding.id}/${finding.found}`} finding={finding} />
          ))}
        </ul>
      )}
    </Group>
  );
}

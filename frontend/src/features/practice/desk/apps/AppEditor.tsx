import { Button } from "@fluentui/react-components";
import { useMemo, useState } from "react";
import { useBackend } from "../../../../backend/context";
import type { PracticeApp } from "../../../../backend/types";
import { useTranslation } from "../../../../i18n/i18n";
import { CopyButton } from "../../../../ui/CopyButton";
import { Stack } from "../../../../ui/Stack";
import { useSaving } from "../../../../ui/useSaving";
import { Confirm } from "../../../problem/Confirm";
import { EditorFrame } from "../EditorFrame";
import { useUnsaved } from "../edits";
import tab from "../tab.module.css";
import css from "./AppEditor.module.css";
import { AppFields } from "./AppFields";
import { Faults } from "./Faults";

interface AppEditorProps {
  app: PracticeApp;
  // onSaved hands over what the tenant made of it.
  onSaved(app: PracticeApp): void;
  onBack(): void;
}

// AppEditor is one registration, and beside it what people run into because of it.
export function AppEditor({ app, onSaved, onBack }: AppEditorProps) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [loaded, setLoaded] = useState(app);
  const [draft, setDraft] = useState(app);
  const { saving, problem, save } = useSaving();
  const [removing, setRemoving] = useState(false);
  const fresh = app.applicationId === "";
  const changed = JSON.stringify(draft) !== JSON.stringify(loaded);
  useUnsaved(changed);
  const values = useMemo(
    () => new Map((loaded.keys ?? []).map((key, i) => [key.name, loaded.secrets[i]?.value ?? ""])),
    [loaded],
  );

  const onSave = () =>
    save(async () => {
      // Only what stands under Web has secrets.
      const put = await backend.practice.putApp({
        ...draft,
        keys: draft.platform === "web" ? (draft.keys ?? []) : [],
      });
      setLoaded(put);
      setDraft(put);
      if (fresh) onSaved(put);
    }, t("apps.saved"));

  return (
    <EditorFrame
      title={fresh ? t("apps.newTitle") : loaded.name}
      back={t("apps.label")}
      problem={problem}
      saving={saving}
      changed={changed}
      onSave={() => void onSave()}
      onBack={onBack}
      actions={
        !fresh && (
          <div className={tab.buttons}>
            <code className={tab.id}>{loaded.applicationId}</code>
            <CopyButton
              text={loaded.applicationId}
              label={t("common.copyOf", { what: t("twoFactor.applicationId") })}
              iconOnly
            />
            <span className={tab.spring} />
            <Button
              size="small"
              disabledFocusable={saving}
              onClick={() =>
                void save(() => backend.practice.grantConsent(loaded.applicationId), t("apps.granted"))
              }
            >
              {t("apps.grant")}
            </Button>
            <Button
              size="small"
              disabledFocusable={saving}
              onClick={() =>
                void save(() => backend.practice.revokeConsent(loaded.applicationId), t("apps.revoked"))
              }
            >
              {t("apps.revoke")}
            </Button>
            <Button size="small" appearance="subtle" onClick={() => setRemoving(true)}>
              {t("apps.remove")}
            </Button>
          </div>
        )
      }
    >
      <div className={css.withFaults}>
        <Stack gap={16}>
          <AppFields
            draft={draft}
            values={values}
            wrong={problem?.field}
            onChange={(change) => setDraft((old) => ({ ...old, ...change }))}
          />
        </Stack>
        <Faults app={draft} />
      </div>
      {removing && (
        <Confirm
          title={t("apps.removeTitle", { name: loaded.name })}
          what={t("apps.removeWhat")}
          yes={t("common.remove")}
          onYes={() => backend.practice.removeApp(loaded.applicationId)}
          onDone={onBack}
          onNo={() => setRemoving(false)}
        />
      )}
    </EditorFrame>
  );
}

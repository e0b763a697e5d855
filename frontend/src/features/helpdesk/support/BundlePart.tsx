import { Button } from "@fluentui/react-components";
import { useState } from "react";
import { useBackend } from "../../../backend/context";
import type { Bundle } from "../../../backend/helpdesk";
import type { Problem } from "../../../backend/types";
import { useTranslation } from "../../../i18n/i18n";
import { useAnnounce } from "../../../ui/Announcer";
import { FileButton } from "../../../ui/FileButton";
import { TextField, Toggle } from "../../../ui/fields";
import { fileText } from "../../../ui/fileText";
import { Group } from "../../../ui/Group";
import { keepSheet } from "../../../ui/keepSheet";
import text from "../../../ui/text.module.css";
import { useSaving } from "../../../ui/useSaving";
import { ProblemView } from "../../problem/ProblemView";
import css from "../tools.module.css";

interface BundlePartProps {
  profile: string;
  onOpened(bundle: Bundle): void;
}

// BundlePart makes what the helpdesk wants to see, and opens what somebody sent.
export function BundlePart({ profile, onOpened }: BundlePartProps) {
  const { t } = useTranslation();
  const backend = useBackend();
  const announce = useAnnounce();
  const [note, setNote] = useState("");
  const [names, setNames] = useState(false);
  const [online, setOnline] = useState(false);
  const { saving, problem, save } = useSaving();

  const make = () =>
    save(async () => {
      const sheet = await backend.transfer.bundle(profile, note, names, online);
      if (keepSheet(sheet)) announce(t("support.made", { name: sheet.name }));
    });
  const open = (file: File) =>
    save(async () => {
      const text = await fileText(file);
      if (text === undefined) throw { kind: "input", code: "bundle-too-large" } satisfies Problem;
      onOpened(await backend.transfer.readBundle(text));
    });

  return (
    <Group title={t("support.bundle")}>
      <p className={text.hint}>{t("support.bundleWhat")}</p>
      {profile && (
        <>
          <div className={css.twoFields}>
            <TextField label={t("support.note")} value={note} onChange={setNote} />
          </div>
          <Toggle label={t("support.names")} checked={names} onChange={setNames} />
          <Toggle label={t("support.online")} checked={online} onChange={setOnline} />
        </>
      )}
      <div className={css.buttons}>
        {profile && (
          <Button size="small" disabledFocusable={saving} onClick={() => void make()}>
            {t("support.makeBundle")}
          </Button>
        )}
        <FileButton label={t("support.openBundle")} accept=".json" onFile={(file) => void open(file)} />
      </div>
      {problem && <ProblemView problem={problem} />}
    </Group>
  );
}

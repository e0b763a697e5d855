import { Button } from "@fluentui/react-components";
import { useState } from "react";
import { useBackend } from "../../../backend/context";
import { useTranslation } from "../../../i18n/i18n";
import { useAnnounce } from "../../../ui/Announcer";
import { TextField } from "../../../ui/fields";
import { Group } from "../../../ui/Group";
import { keepSheet } from "../../../ui/keepSheet";
import text from "../../../ui/text.module.css";
import { useSaving } from "../../../ui/useSaving";
import { ProblemView } from "../../problem/ProblemView";
import css from "../tools.module.css";

// SetupPart makes the file that fills in a profile on another computer.
export function SetupPart({ profile }: { profile: string }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const announce = useAnnounce();
  const [company, setCompany] = useState("");
  const [note, setNote] = useState("");
  const [person, setPerson] = useState("");
  const { saving, problem, save } = useSaving();
  const make = () =>
    save(async () => {
      const sheet = await backend.transfer.setup(profile, company, note, person);
      if (keepSheet(sheet)) announce(t("support.made", { name: sheet.name }));
    });

  return (
    <Group title={t("support.setup")}>
      <p className={text.hint}>{profile ? t("support.setupWhat") : t("support.choose")}</p>
      {profile && (
        <>
          <div className={css.twoFields}>
            <TextField label={t("support.company")} value={company} onChange={setCompany} />
            <TextField label={t("support.note")} value={note} onChange={setNote} />
            <TextField label={t("support.forUser")} value={person} onChange={setPerson} />
          </div>
          <div>
            <Button size="small" disabledFocusable={saving} onClick={() => void make()}>
              {t("support.makeSetup")}
            </Button>
          </div>
          {problem && <ProblemView problem={problem} />}
        </>
      )}
    </Group>
  );
}

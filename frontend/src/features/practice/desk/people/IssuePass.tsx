import { Button } from "@fluentui/react-components";
import { useState } from "react";
import { useBackend } from "../../../../backend/context";
import { useTranslation } from "../../../../i18n/i18n";
import { CopyButton } from "../../../../ui/CopyButton";
import { TextField, Toggle } from "../../../../ui/fields";
import text from "../../../../ui/text.module.css";
import { useSaving } from "../../../../ui/useSaving";
import { ProblemView } from "../../../problem/ProblemView";
import tab from "../tab.module.css";
import css from "./once.module.css";

// IssuePass gives a person a Temporary Access Pass, which is shown this once.
export function IssuePass({ name }: { name: string }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const { saving, problem, save } = useSaving();
  const [minutes, setMinutes] = useState("60");
  const [once, setOnce] = useState(true);
  const [pass, setPass] = useState("");

  const issue = () =>
    save(
      async () => setPass(await backend.practice.issuePass(name, Number(minutes) || 0, once)),
      t("people.passIssued"),
    );

  return (
    <section className={css.drawer} aria-label={t("people.passTitle")}>
      <div className={tab.fieldRow}>
        <TextField
          label={t("people.minutes")}
          type="number"
          value={minutes}
          wrong={problem ? t("people.minutesWrong") : undefined}
          onChange={setMinutes}
        />
        <Toggle label={t("people.once")} checked={once} onChange={setOnce} />
        <Button size="small" disabledFocusable={saving} onClick={() => void issue()}>
          {t(pass ? "people.issueAnother" : "people.issue")}
        </Button>
      </div>
      {problem && <ProblemView problem={problem} />}
      {pass && (
        <p className={css.shownOnce} role="status">
          <code>{pass}</code>
          <CopyButton text={pass} label={t("people.copyPass")} iconOnly />
          <span className={text.hint}>{t("people.passOnce")}</span>
        </p>
      )}
    </section>
  );
}

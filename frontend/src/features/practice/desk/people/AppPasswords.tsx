import { Button } from "@fluentui/react-components";
import { useState } from "react";
import { useBackend } from "../../../../backend/context";
import type { AppPassword } from "../../../../backend/types";
import { useResource } from "../../../../backend/useResource";
import { useTranslation } from "../../../../i18n/i18n";
import { CopyButton } from "../../../../ui/CopyButton";
import { TextField } from "../../../../ui/fields";
import { tame } from "../../../../ui/Truncated";
import text from "../../../../ui/text.module.css";
import { useSaving } from "../../../../ui/useSaving";
import { ProblemView } from "../../../problem/ProblemView";
import tab from "../tab.module.css";
import css from "./once.module.css";

// AppPasswords are for programs that can't ask for a second factor. Each is shown once.
export function AppPasswords({ name }: { name: string }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const list = useResource("practice", () => backend.practice.appPasswords(name));
  const { saving, problem, save } = useSaving();
  const [label, setLabel] = useState("");
  const [made, setMade] = useState<AppPassword | undefined>();

  const make = () =>
    save(async () => {
      setMade(await backend.practice.makeAppPassword(name, label));
      setLabel("");
    }, t("people.appPasswordMade"));

  return (
    <section className={css.drawer} aria-label={t("people.appPasswords")}>
      <p className={text.hint}>{t("people.appPasswordsWhat")}</p>
      <div className={tab.fieldRow}>
        <TextField label={t("people.device")} value={label} onChange={setLabel} />
        <Button size="small" disabledFocusable={saving || label.trim() === ""} onClick={() => void make()}>
          {t("people.makeAppPassword")}
        </Button>
        {(list.data?.length ?? 0) > 0 && (
          <Button
            size="small"
            disabledFocusable={saving}
            onClick={() =>
              void save(async () => {
                await backend.practice.deleteAppPasswords(name);
                setMade(undefined);
              }, t("people.appPasswordsGone"))
            }
          >
            {t("people.deleteAppPasswords")}
          </Button>
        )}
      </div>
      {(problem ?? list.problem) && (
        <ProblemView problem={(problem ?? list.problem) as NonNullable<typeof problem>} />
      )}
      {made?.value && (
        <p className={css.shownOnce} role="status">
          <code>{made.value}</code>
          <CopyButton text={made.value} label={t("people.copyAppPassword")} iconOnly />
          <span className={text.hint}>{t("people.passOnce")}</span>
        </p>
      )}
      {list.data && list.data.length > 0 && (
        <ul className={tab.plainList}>
          {list.data.map((each, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: labels may be the same, and nothing moves
            <li key={i}>{tame(each.label)}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

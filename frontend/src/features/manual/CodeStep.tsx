import { useTranslation } from "../../i18n/i18n";
import { useAnnounce } from "../../ui/Announcer";
import { PasteField } from "../paste/PasteField";
import css from "./manual.module.css";
import type { Manual } from "./useManual";

// CodeStep takes the address on which the browser ended; Go checks it and keeps the code.
export function CodeStep({ manual, onTaken }: { manual: Manual; onTaken(pasted: string): void }) {
  const { t } = useTranslation();
  const announce = useAnnounce();

  async function take(text: string): Promise<boolean> {
    const taken = await manual.code(text);
    if (taken) {
      onTaken(text);
      announce(t("manual.taken"));
    }
    return taken;
  }

  return (
    <section aria-labelledby="manual-2" className={css.step}>
      <h3 id="manual-2">{t("manual.step2")}</h3>
      <p>{t("manual.step2What")}</p>
      <PasteField
        id="manual-pasted"
        send={t("manual.check")}
        busy={manual.busy === "code"}
        problem={manual.problems.code}
        onSend={take}
        after={manual.taken && <strong role="status">{t("manual.taken")}</strong>}
      />
    </section>
  );
}

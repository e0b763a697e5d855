import { useTranslation } from "../../i18n/i18n";
import { useAnnounce } from "../../ui/Announcer";
import { PasteField } from "../paste/PasteField";
import css from "./exchange.module.css";
import type { Exchange } from "./useExchange";

interface CodeStepProps {
  exchange: Exchange;
  // unseen says that no browser shows the address.
  unseen: boolean;
  onTaken(pasted: string): void;
}

// CodeStep takes the address on which the browser ended; Go checks it and keeps the code.
export function CodeStep({ exchange, unseen, onTaken }: CodeStepProps) {
  const { t } = useTranslation();
  const announce = useAnnounce();

  async function take(text: string): Promise<boolean> {
    const taken = await exchange.code(text);
    if (taken) {
      onTaken(text);
      announce(t("exchange.taken"));
    }
    return taken;
  }

  return (
    <section aria-labelledby="exchange-2" className={css.step}>
      <h2 id="exchange-2">{t("exchange.step2")}</h2>
      <p>{t(unseen ? "exchange.step2Unseen" : "exchange.step2What")}</p>
      <PasteField
        id="exchange-pasted"
        send={t("exchange.check")}
        busy={exchange.busy === "code"}
        problem={exchange.problems.code}
        onSend={take}
        after={exchange.taken && <strong role="status">{t("exchange.taken")}</strong>}
      />
    </section>
  );
}

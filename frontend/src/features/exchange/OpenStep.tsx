import { Button } from "@fluentui/react-components";
import type { ExchangePlan } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import { useAnnounce } from "../../ui/Announcer";
import { CopyButton } from "../../ui/CopyButton";
import { ProblemView } from "../problem/ProblemView";
import css from "./exchange.module.css";
import type { Exchange } from "./useExchange";

// OpenStep is where the person signs in.
export function OpenStep({ exchange, plan }: { exchange: Exchange; plan: ExchangePlan }) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  return (
    <section aria-labelledby="exchange-1" className={css.step}>
      <h2 id="exchange-1">{t("exchange.step1")}</h2>
      <p>{t("exchange.step1What")}</p>
      <textarea
        className={css.text}
        readOnly
        rows={3}
        value={plan.authorizeUrl}
        aria-label={t("exchange.address")}
        onFocus={(event) => event.target.select()}
      />
      <div className={css.buttons}>
        <Button
          size="small"
          onClick={() => void exchange.open().then((ok) => ok && announce(t("exchange.opened")))}
        >
          {t("exchange.open")}
        </Button>
        <CopyButton appearance="secondary" text={plan.authorizeUrl} label={t("exchange.copyAddress")} />
      </div>
      {exchange.problems.open && <ProblemView problem={exchange.problems.open} />}
    </section>
  );
}

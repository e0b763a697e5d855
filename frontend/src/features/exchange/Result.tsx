import { Button } from "@fluentui/react-components";
import { CheckmarkCircleRegular } from "@fluentui/react-icons/svg/checkmark-circle";
import { useEffect, useRef, useState } from "react";
import type { ExchangeResult } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import { type Fact, Facts } from "../../ui/Facts";
import { tame } from "../../ui/Truncated";
import { momentText } from "../../ui/time";
import css from "./exchange.module.css";
import type { Exchange } from "./useExchange";

// Result says what the exchange brought. The tokens themselves are never shown: they go
// from Go to the clipboard.
export function Result({ exchange, result }: { exchange: Exchange; result: ExchangeResult }) {
  const { t, language } = useTranslation();
  const [said, setSaid] = useState("");
  const heading = useRef<HTMLHeadingElement>(null);
  const until = momentText(result.expiresOn, language);
  useEffect(() => heading.current?.focus(), []);

  const copy = async (what: "access_token" | "refresh_token") => {
    if (!(await exchange.copy(what))) return setSaid("");
    setSaid(what === "access_token" ? t("exchange.copied", { until }) : t("exchange.copiedRefresh"));
  };
  const facts: Fact[] = [
    [t("exchange.who"), tame(result.account) || undefined],
    [t("exchange.tenant"), tame(result.tenant) || undefined],
    [t("exchange.for"), tame(result.resource) || undefined],
    [t("exchange.until"), until || undefined],
  ];

  return (
    <section aria-labelledby="exchange-result" className={css.result}>
      <h2 id="exchange-result" ref={heading} tabIndex={-1}>
        <CheckmarkCircleRegular fontSize={20} aria-hidden /> {t("exchange.done")}
      </h2>
      <Facts className={css.facts} facts={facts} />
      <div className={css.buttons}>
        <Button size="small" onClick={() => void copy("access_token")}>
          {t("exchange.copyAccess")}
        </Button>
        {result.refreshToken && (
          <Button size="small" onClick={() => void copy("refresh_token")}>
            {t("exchange.copyRefresh")}
          </Button>
        )}
      </div>
      <p role="status">{said}</p>
    </section>
  );
}

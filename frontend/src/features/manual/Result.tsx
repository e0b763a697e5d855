import { Button } from "@fluentui/react-components";
import { CheckmarkCircleRegular } from "@fluentui/react-icons/svg/checkmark-circle";
import { useEffect, useRef, useState } from "react";
import type { ManualResult } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import { type Fact, Facts } from "../../ui/Facts";
import { tame } from "../../ui/Truncated";
import { momentText } from "../../ui/time";
import css from "./manual.module.css";
import type { Manual } from "./useManual";

// Result says what the exchange brought. The tokens themselves are never shown: they go
// from Go to the clipboard.
export function Result({ manual, result }: { manual: Manual; result: ManualResult }) {
  const { t, language } = useTranslation();
  const [said, setSaid] = useState("");
  const heading = useRef<HTMLHeadingElement>(null);
  const until = momentText(result.expiresOn, language);
  useEffect(() => heading.current?.focus(), []);

  const copy = async (what: "access_token" | "refresh_token") => {
    if (!(await manual.copy(what))) return setSaid("");
    setSaid(what === "access_token" ? t("manual.copied", { until }) : t("manual.copiedRefresh"));
  };
  const facts: Fact[] = [
    [t("manual.who"), tame(result.account) || undefined],
    [t("manual.tenant"), tame(result.tenant) || undefined],
    [t("manual.for"), tame(result.resource) || undefined],
    [t("manual.until"), until || undefined],
  ];

  return (
    <section aria-labelledby="manual-result" className={css.result}>
      <h3 id="manual-result" ref={heading} tabIndex={-1}>
        <CheckmarkCircleRegular fontSize={20} aria-hidden /> {t("manual.done")}
      </h3>
      <Facts className={css.facts} facts={facts} />
      <div className={css.buttons}>
        <Button size="small" onClick={() => void copy("access_token")}>
          {t("manual.copyAccess")}
        </Button>
        {result.refreshToken && (
          <Button size="small" onClick={() => void copy("refresh_token")}>
            {t("manual.copyRefresh")}
          </Button>
        )}
      </div>
      <p role="status">{said}</p>
    </section>
  );
}

import { Button, Text } from "@fluentui/react-components";
import { CheckmarkCircleRegular } from "@fluentui/react-icons/svg/checkmark-circle";
import { useEffect, useRef } from "react";
import type { Draft, Problem } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import { CopyButton } from "../../ui/CopyButton";
import { PracticeMark } from "../../ui/marks";
import { tame } from "../../ui/Truncated";
import text from "../../ui/text.module.css";
import { fieldWords } from "../problem/fieldWords";
import cardCss from "./AddOnCard.module.css";
import { CardFields } from "./CardFields";
import form from "./form.module.css";
import frame from "./frame.module.css";
import { terminalName } from "./terminalName";

interface AddOnCardProps {
  draft: Draft;
  warnings: Problem[];
  proved: boolean;
  onBack(): void;
  onDone(): void;
}

// AddOnCard is where Save ends: what to type into the add-on, and what Latchkey
// has and has not proved.
export function AddOnCard({ draft, warnings, proved, onBack, onDone }: AddOnCardProps) {
  const { t } = useTranslation();
  const { profile } = draft;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);

  const practice = profile.cloud === "practice";
  const command = `latchkey token ${terminalName(profile.name)}`;

  return (
    <>
      <div className={frame.head}>
        <h2 ref={heading} tabIndex={-1} className={cardCss.title}>
          {t("card.title")}
        </h2>
        {practice && <PracticeMark />}
      </div>
      <div className={frame.body}>
        <p className={cardCss.saved}>
          {proved && <CheckmarkCircleRegular fontSize={20} className={cardCss.ok} aria-hidden />}
          <span>
            <strong>{t("card.saved", { name: tame(profile.name, 80) })}</strong>{" "}
            {t(proved ? "card.proved" : "card.unproved")}
          </span>
        </p>
        {!profile.organization && !profile.organizationUrl && (
          <p className={form.note}>{t("card.incomplete")}</p>
        )}
        {practice && <p className={form.note}>{t("card.practice")}</p>}
        <CardFields profile={profile} />
        {(proved || profile.organization || profile.organizationUrl) && (
          <section aria-labelledby="terminal" className={cardCss.terminal}>
            <Text as="h3" id="terminal" weight="semibold">
              {t("card.terminal")}
            </Text>
            <div className={cardCss.command}>
              <code>{command}</code>
              <CopyButton text={command} label={t("common.copyOf", { what: command })} iconOnly />
            </div>
            <span className={text.muted}>{t("card.terminalWhat")}</span>
          </section>
        )}
        {warnings.length > 0 && (
          <section className={form.note}>
            <strong>{t("card.warnings")}</strong>
            <ul className={cardCss.warnings}>
              {warnings.map((warning) => (
                <li key={`${warning.field}:${warning.code}`}>{fieldWords(warning)}</li>
              ))}
            </ul>
          </section>
        )}
      </div>
      <div className={frame.foot}>
        <Button onClick={onBack}>{t("card.back")}</Button>
        <Button appearance="primary" onClick={onDone}>
          {t("card.done")}
        </Button>
      </div>
    </>
  );
}

import { Button, Text } from "@fluentui/react-components";
import { CheckmarkCircleRegular } from "@fluentui/react-icons/svg/checkmark-circle";
import type { Draft, Problem } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import { CopyButton } from "../../ui/CopyButton";
import { PracticeMark } from "../../ui/marks";
import { Page } from "../../ui/Page";
import { tame } from "../../ui/Truncated";
import text from "../../ui/text.module.css";
import { fieldWords } from "../problem/fieldWords";
import cardCss from "./AddOnCard.module.css";
import { CardFields } from "./CardFields";
import form from "./form.module.css";
import { terminalName } from "./terminalName";

interface AddOnCardProps {
  draft: Draft;
  warnings: Problem[];
  savedNow: boolean;
  proved: boolean;
  onBack(): void;
  onDone(): void;
}

// AddOnCard is where Save ends: what to type into the add-on, and what Latchkey
// has and has not proved.
export function AddOnCard({ draft, warnings, savedNow, proved, onBack, onDone }: AddOnCardProps) {
  const { t } = useTranslation();
  const { profile } = draft;
  const practice = profile.cloud === "practice";
  const command = `latchkey token ${terminalName(profile.name)}`;

  return (
    <Page
      title={t("card.title")}
      mark={practice && <PracticeMark />}
      actions={
        <>
          <Button onClick={onBack}>{t("card.back")}</Button>
          <Button appearance="primary" onClick={onDone}>
            {t("card.done")}
          </Button>
        </>
      }
      back={t("common.backToProfiles")}
      onBack={onDone}
    >
      <div className={cardCss.card}>
        <p className={cardCss.saved}>
          {proved && <CheckmarkCircleRegular fontSize={20} className={cardCss.ok} aria-hidden />}
          <span>
            <strong>
              {savedNow ? t("card.saved", { name: tame(profile.name, 80) }) : tame(profile.name, 80)}
            </strong>
            <br />
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
            <Text as="h2" id="terminal" weight="semibold">
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
    </Page>
  );
}

import type { RecipeDocument } from "../../../backend/recipes";
import { en } from "../../../i18n/en";
import { type I18n, useTranslation } from "../../../i18n/i18n";
import { CopyButton } from "../../../ui/CopyButton";
import { Details } from "../../../ui/Details";
import { Group } from "../../../ui/Group";
import { Marked, plain } from "../../../ui/Marked";
import text from "../../../ui/text.module.css";
import { dayOf, daysAfter, dayText } from "../../../ui/time";
import css from "../helpdesk.module.css";

interface Line {
  when: string;
  text: string;
  past: boolean;
}

// Days are the day of the switch as it was typed, and today.
interface Days {
  start: string | undefined;
  today: string;
}

// linesOf is a checklist in the order of its days: dates when the day of the switch is
// known, else how far from it.
function linesOf(document: RecipeDocument, days: Days, { t, language }: I18n): Line[] {
  const day = dayOf(days.start);
  const today = dayOf(days.today);
  const when = (after: number) => {
    if (day) return dayText(day, after, language);
    if (after === 0) return t("helpdesk.onTheDay");
    return t(after < 0 ? "helpdesk.daysBefore" : "helpdesk.daysAfter", { count: Math.abs(after) });
  };
  const past = (after: number) => Boolean(day && today && daysAfter(day, after) < today);
  return (document.items ?? [])
    .slice()
    .sort((a, b) => a.days - b.days)
    .map(({ text, days: after }) => ({ text, when: when(after), past: past(after) }));
}

function textOf(document: RecipeDocument, lines: readonly Line[], { t }: I18n): string {
  return [
    document.subject && t("helpdesk.subject", { subject: plain(document.subject) }),
    ...(document.text ?? []).map(plain),
    lines
      .map((line) => `[ ] ${line.when}${line.past ? ` (${t("helpdesk.past")})` : ""}: ${plain(line.text)}`)
      .join("\n"),
  ]
    .filter(Boolean)
    .join("\n\n");
}

interface DocumentsPartProps extends Days {
  documents: readonly RecipeDocument[] | undefined;
}

// DocumentsPart is what can be sent, given to people or ticked off.
export function DocumentsPart({ documents = [], ...days }: DocumentsPartProps) {
  const { t } = useTranslation();
  if (documents.length === 0) return null;
  return (
    <Group title={t("helpdesk.documents")}>
      {documents.map((document) => (
        <One key={document.id} document={document} days={days} />
      ))}
    </Group>
  );
}

function One({ document, days }: { document: RecipeDocument; days: Days }) {
  const i18n = useTranslation();
  const { t } = i18n;
  const lines = linesOf(document, days, i18n);
  return (
    <div className={css.document}>
      <Details
        summary={
          <>
            {document.title} <span className={text.hint}>{kindOf(document.kind, i18n)}</span>
          </>
        }
      >
        <div className={css.paper}>
          {document.subject && (
            <p>
              <strong>{t("helpdesk.subject", { subject: document.subject })}</strong>
            </p>
          )}
          {document.text?.map((text) => (
            <p key={text}>
              <Marked text={text} />
            </p>
          ))}
          {lines.length > 0 && (
            <ul className={css.plain}>
              {lines.map((line) => (
                <li key={line.when + line.text} className={css.item}>
                  <span className={text.hint}>
                    {line.when}
                    {line.past && <span className={css.tag}>{t("helpdesk.past")}</span>}
                  </span>
                  <span>
                    <Marked text={line.text} />
                  </span>
                </li>
              ))}
            </ul>
          )}
        </div>
      </Details>
      <CopyButton
        text={textOf(document, lines, i18n)}
        label={t("helpdesk.copyDocument", { title: document.title })}
        iconOnly
      />
    </div>
  );
}

function kindOf(kind: string, { t }: I18n): string {
  return Object.hasOwn(en.helpdesk.document, kind)
    ? t(`helpdesk.document.${kind as keyof typeof en.helpdesk.document}`)
    : t("helpdesk.otherDocument");
}

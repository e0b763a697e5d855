import type { ScreenField, TargetScreen } from "../backend/recipes";
import { useTranslation } from "../i18n/i18n";
import { CopyButton } from "./CopyButton";
import css from "./FieldCard.module.css";
import { Marked } from "./Marked";
import text from "./text.module.css";

// FieldCard is one of the target's own screens: the way there, and what goes into which field.
export function FieldCard({ screen }: { screen: TargetScreen }) {
  const { t } = useTranslation();
  return (
    <section className={css.card} aria-label={t("helpdesk.fieldsOf", { screen: screen.title })}>
      <p className={css.head}>
        <strong>{screen.title}</strong>
        <span className={text.hint}>
          <Marked text={screen.where} />
        </span>
      </p>
      <dl className={css.fields}>
        {screen.fields.map((field) => (
          <div key={field.label} className={css.field}>
            <dt>{field.label}</dt>
            <dd>
              <Value field={field} />
              {field.note && (
                <span className={text.hint}>
                  <Marked text={field.note} />
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
      {screen.finish && (
        <p className={css.finish}>
          <Marked text={screen.finish} />
        </p>
      )}
    </section>
  );
}

function Value({ field }: { field: ScreenField }) {
  const { t } = useTranslation();
  if (field.own) return <span>{t("helpdesk.own")}</span>;
  if (!field.value) return null;
  if (!field.known) {
    return (
      <span className={`${text.hint} ${css.missing}`}>
        {t("helpdesk.notKnown")}: {field.value}
      </span>
    );
  }
  return (
    <span className={css.value}>
      <code>{field.value}</code>
      <CopyButton text={field.value} label={t("common.copyOf", { what: field.label })} iconOnly />
    </span>
  );
}

// cardText is what of a screen can be copied, a line each.
export function cardText(screens: readonly TargetScreen[]): string {
  return screens
    .map(({ title, fields }) => {
      const known = fields.filter((field) => !field.own && field.known);
      return known.length > 0 ? [title, ...known.map((field) => `${field.label}: ${field.value}`)] : [];
    })
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

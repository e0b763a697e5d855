import type { Recipe } from "../../../backend/recipes";
import { useTranslation } from "../../../i18n/i18n";
import { Group } from "../../../ui/Group";
import { Marked } from "../../../ui/Marked";
import { CodeButton } from "../CodeButton";
import css from "../helpdesk.module.css";

// Traps are known mistakes, each with the error by which it is met.
export function Traps({ traps = [] }: Pick<Recipe, "traps">) {
  const { t } = useTranslation();
  if (traps.length === 0) return null;
  return (
    <Group title={t("helpdesk.traps")}>
      <ul className={css.notes}>
        {traps.map((trap) => (
          <li key={trap.title}>
            <strong>
              <Marked text={trap.title} />
            </strong>
            <span>
              <Marked text={trap.text} /> {trap.code && <CodeButton code={trap.code} />}
            </span>
          </li>
        ))}
      </ul>
    </Group>
  );
}

// Terms are words that people stumble over.
export function Terms({ terms = [] }: Pick<Recipe, "terms">) {
  const { t } = useTranslation();
  if (terms.length === 0) return null;
  return (
    <Group title={t("helpdesk.terms")}>
      <dl className={css.terms}>
        {terms.map((term) => (
          <div key={term.word}>
            <dt>{term.word}</dt>
            <dd>
              <Marked text={term.text} />
            </dd>
          </div>
        ))}
      </dl>
    </Group>
  );
}

// ThenAndNow is what old instructions say, and what has become of it.
export function ThenAndNow({ thenAndNow = [] }: Pick<Recipe, "thenAndNow">) {
  const { t } = useTranslation();
  if (thenAndNow.length === 0) return null;
  return (
    <Group title={t("helpdesk.thenAndNow")}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t("helpdesk.before")}</th>
            <th scope="col">{t("helpdesk.today")}</th>
          </tr>
        </thead>
        <tbody>
          {thenAndNow.map((row) => (
            <tr key={row.then}>
              <td>
                <Marked text={row.then} />{" "}
                {row.retired && <span className={css.tag}>{t("helpdesk.retired")}</span>}
              </td>
              <td>
                <Marked text={row.now} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Group>
  );
}

// Sentences are a list of texts under a title.
export function Sentences({ title, texts = [] }: { title: string; texts: readonly string[] | undefined }) {
  if (texts.length === 0) return null;
  return (
    <Group title={title}>
      <ul className={css.sentences}>
        {texts.map((text) => (
          <li key={text}>
            <Marked text={text} />
          </li>
        ))}
      </ul>
    </Group>
  );
}

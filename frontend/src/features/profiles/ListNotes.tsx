import { Button } from "@fluentui/react-components";
import type { ProfileRow } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import { Truncated } from "../../ui/Truncated";
import { LazyProblem } from "../problem/LazyProblem";
import css from "./list.module.css";
import type { Actions } from "./useActions";

interface ListNotesProps {
  actions: Actions;
  selected: readonly ProfileRow[];
  onClear(): void;
  onRemove(row: ProfileRow): void;
}

// ListNotes stand above the list: what can be done with several profiles, what is under way,
// and how it went.
export function ListNotes({ actions, selected, onClear, onRemove }: ListNotesProps) {
  const { t } = useTranslation();
  const { tests, problem, note } = actions;
  const [first] = selected;
  const ended = problem !== undefined || note !== "" || tests.failures.length > 0;
  return (
    <>
      {first && (
        <section className={css.bar} aria-label={t("home.selection")}>
          <strong>{t("home.selected", { count: selected.length })}</strong>
          <Button size="small" disabledFocusable={tests.running} onClick={() => void actions.test(selected)}>
            {t("home.test.do")}
          </Button>
          <Button size="small" onClick={() => void actions.keep(selected)}>
            {t("menu.export")}
          </Button>
          <Button size="small" onClick={() => onRemove(first)}>
            {t("menu.delete")}
          </Button>
          <Button size="small" appearance="subtle" onClick={onClear}>
            {t("home.clearSelection")}
          </Button>
        </section>
      )}
      {tests.running && (
        <div className={css.bar}>
          <span>{t("home.test.running")}</span>
          <Button size="small" onClick={tests.cancel}>
            {t("common.cancel")}
          </Button>
        </div>
      )}
      {!tests.running && ended && (
        <div className={css.notes}>
          {problem && <LazyProblem problem={problem} />}
          {tests.failures.map(({ row, problem }) => (
            <div key={row.id}>
              <strong>
                <Truncated text={row.name} />
              </strong>
              <LazyProblem problem={problem} />
            </div>
          ))}
          <div className={css.bar}>
            {note && <span>{note}</span>}
            <Button size="small" appearance="subtle" onClick={actions.dismiss}>
              {t("common.close")}
            </Button>
          </div>
        </div>
      )}
    </>
  );
}

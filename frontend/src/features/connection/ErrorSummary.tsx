import { Link } from "@fluentui/react-components";
import { useEffect, useRef } from "react";
import type { Problem } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import text from "../../ui/text.module.css";
import { fieldWords } from "../problem/fieldWords";
import css from "./ErrorSummary.module.css";
import { type FieldID, fieldLabels, fieldOf } from "./fields";
import type { SignInKind } from "./signInKind";

interface ErrorSummaryProps {
  problems: Problem[];
  kind: SignInKind;
  attempt: number;
  onGo(field: FieldID): void;
}

// ErrorSummary leads to each field that needs attention, and takes the focus each time a check
// finds something. What is wrong stands at the field; only what has no field is said here.
export function ErrorSummary({ problems, kind, attempt, onGo }: ErrorSummaryProps) {
  const { t } = useTranslation();
  const box = useRef<HTMLElement>(null);

  useEffect(() => {
    if (attempt === 0) return;
    box.current?.focus();
    box.current?.scrollIntoView?.({ block: "nearest" });
  }, [attempt]);

  if (problems.length === 0) return null;
  const found = problems.map((problem) => fieldOf(problem, kind));
  const fields = [...new Set(found.filter((field) => field !== undefined))];
  const others = problems.filter((_, i) => found[i] === undefined);
  return (
    <section
      ref={box}
      className={`${css.summary} ${text.focusRing}`}
      tabIndex={-1}
      aria-labelledby="error-summary"
    >
      {fields.length > 0 && (
        <div className={css.fields}>
          <strong id="error-summary">{t("dialog.errorSummary", { count: fields.length })}</strong>
          {fields.map((field) => (
            <Link key={field} as="button" onClick={() => onGo(field)}>
              {t(fieldLabels[field])}
            </Link>
          ))}
        </div>
      )}
      {others.map((problem, i) => (
        <p key={problem.code} id={fields.length === 0 && i === 0 ? "error-summary" : undefined}>
          {fieldWords(problem)}
        </p>
      ))}
    </section>
  );
}

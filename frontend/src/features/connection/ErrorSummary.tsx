import { Link } from "@fluentui/react-components";
import { useEffect, useRef } from "react";
import type { Problem } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import text from "../../ui/text.module.css";
import { fieldWords } from "../problem/fieldWords";
import css from "./ErrorSummary.module.css";
import { type FieldID, fieldOf } from "./fields";
import type { SignInKind } from "./signInKind";

interface ErrorSummaryProps {
  problems: Problem[];
  kind: SignInKind;
  attempt: number;
  onGo(field: FieldID): void;
}

// ErrorSummary gathers what is wrong in one place, takes the focus each time a
// check finds something, and leads to each field.
export function ErrorSummary({ problems, kind, attempt, onGo }: ErrorSummaryProps) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (attempt === 0) return;
    box.current?.focus();
    box.current?.scrollIntoView?.({ block: "nearest" });
  }, [attempt]);

  if (problems.length === 0) return null;
  return (
    <div
      ref={box}
      className={`${css.summary} ${text.focusRing}`}
      tabIndex={-1}
      role="alert"
      aria-labelledby="error-summary"
    >
      <h2 id="error-summary">{t("dialog.errorSummary")}</h2>
      <ul>
        {problems.map((problem) => {
          const field = fieldOf(problem, kind);
          const text = fieldWords(problem);
          return (
            <li key={`${problem.field}:${problem.code}`}>
              {field ? (
                <Link as="button" onClick={() => onGo(field)}>
                  {text}
                </Link>
              ) : (
                text
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

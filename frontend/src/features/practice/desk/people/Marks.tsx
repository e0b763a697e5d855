import type { PersonState } from "../../../../backend/types";
import { useTranslation } from "../../../../i18n/i18n";
import tab from "../tab.module.css";
import css from "./Marks.module.css";

const known: readonly PersonState[] = [
  "blocked",
  "disabled",
  "locked",
  "locked-out",
  "password-expired",
  "risky",
  "high-risk",
  "must-register",
  "register-again",
  "asked-for-consent",
  "needs-approval",
  "pass",
  "administrator",
  "guest",
  "invited",
  "personal",
];

// Those that keep somebody from signing in.
const severe = new Set<string>(["blocked", "disabled", "locked", "locked-out", "risky"]);

// Marks are what is special about a person, in words.
export function Marks({ states }: { states: readonly string[] }) {
  const { t } = useTranslation();
  return (
    <span className={css.marks}>
      {known.map((state) =>
        states.includes(state) ? (
          <span key={state} className={severe.has(state) ? `${tab.tag} ${css.severe}` : tab.tag}>
            {t(`people.states.${state}`)}
          </span>
        ) : null,
      )}
    </span>
  );
}

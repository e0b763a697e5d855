import { ErrorCircleRegular } from "@fluentui/react-icons/svg/error-circle";
import type { ProfileRow } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import { Truncated } from "../../ui/Truncated";
import { LazyProblem } from "../problem/LazyProblem";
import css from "./list.module.css";

// Unreadable lists the profiles of which only the file is known, and why. Nothing can be
// done with them here.
export function Unreadable({ rows }: { rows: readonly ProfileRow[] }) {
  const { t } = useTranslation();
  if (rows.length === 0) return null;
  return (
    <ul className={css.unreadable} aria-label={t("home.unreadableList")}>
      {rows.map((row) => (
        <li key={row.id}>
          <span className={css.nameLine}>
            <ErrorCircleRegular className={css.bad} fontSize={16} aria-hidden />
            <Truncated text={row.name} />
            <span className={css.muted}>{t("home.status.unreadable")}</span>
          </span>
          {row.problem && <LazyProblem problem={row.problem} quiet />}
        </li>
      ))}
    </ul>
  );
}

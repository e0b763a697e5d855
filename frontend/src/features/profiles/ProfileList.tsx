import { Button } from "@fluentui/react-components";
import { CheckmarkCircleRegular } from "@fluentui/react-icons/svg/checkmark-circle";
import { CircleHintRegular } from "@fluentui/react-icons/svg/circle-hint";
import { ErrorCircleRegular } from "@fluentui/react-icons/svg/error-circle";
import { MoreHorizontalRegular } from "@fluentui/react-icons/svg/more-horizontal";
import { PersonKeyRegular } from "@fluentui/react-icons/svg/person-key";
import { WarningRegular } from "@fluentui/react-icons/svg/warning";
import { Suspense, useState } from "react";
import { asProblem } from "../../backend/problem";
import type { Problem, ProfileRow } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import { address } from "../../ui/addresses";
import { CustomMark, PracticeMark } from "../../ui/marks";
import { useNavigation } from "../../ui/navigation";
import { part } from "../../ui/part";
import { Truncated, tame } from "../../ui/Truncated";
import { fromNow, secondsSince, wholeDays } from "../../ui/time";
import { LazyProblem } from "../problem/LazyProblem";
import { useDelete } from "./Deleting";
import css from "./profiles.module.css";

const RowMenu = part(() => import("./RowMenu").then((m) => m.RowMenu));

interface MenuAt {
  row: ProfileRow;
  target: HTMLElement;
}

export function ProfileList({ rows }: { rows: ProfileRow[] }) {
  const { t } = useTranslation();
  const [menu, setMenu] = useState<MenuAt | undefined>();
  const [problem, setProblem] = useState<Problem | undefined>();
  const remove = useDelete();
  return (
    <>
      {problem && <LazyProblem problem={problem} />}
      <ul className={css.list} aria-label={t("home.list")}>
        {rows.map((row) => (
          <Row
            key={row.id}
            row={row}
            menuOpen={menu?.row.id === row.id}
            onMenu={(target) => setMenu({ row, target })}
          />
        ))}
      </ul>
      <Suspense fallback={null}>
        {menu && (
          <RowMenu
            key={menu.row.id}
            row={menu.row}
            target={menu.target}
            onDelete={() => {
              setProblem(undefined);
              remove([menu.row]).catch((reason) => setProblem(asProblem(reason)));
            }}
            onClose={() => setMenu(undefined)}
          />
        )}
      </Suspense>
    </>
  );
}

interface RowProps {
  row: ProfileRow;
  menuOpen: boolean;
  onMenu(target: HTMLElement): void;
}

function Row({ row, menuOpen, onMenu }: RowProps) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const unreadable = row.status === "unreadable";
  return (
    <li className={css.row}>
      <span className={css.color} style={{ background: row.color || "transparent" }} aria-hidden />
      <div className={css.what}>
        <div className={css.nameLine}>
          {unreadable ? (
            <Truncated text={row.name} />
          ) : (
            <button
              type="button"
              className={css.name}
              aria-label={t("home.open", { name: tame(row.name, 100) })}
              id={`open-${row.id}`}
              onClick={() => go(address.profile({ kind: "edit", id: row.id }))}
            >
              <Truncated text={row.name} />
            </button>
          )}
          {row.practice && <PracticeMark />}
          {row.custom && <CustomMark />}
          {row.label && <Truncated text={row.label} className={css.label} />}
        </div>
        <div className={css.where}>
          <Truncated
            text={whereText(row) || (unreadable ? t("home.unreadable") : t("home.noOrganization"))}
          />
        </div>
      </div>
      <Status row={row} />
      <div className={css.rowActions}>
        {!unreadable && row.status !== "tested" && (
          <Button
            size="small"
            aria-label={
              row.status === "incomplete"
                ? t("home.open", { name: tame(row.name, 100) })
                : t("home.signInTo", { name: tame(row.name, 100) })
            }
            id={`go-on-${row.id}`}
            onClick={() =>
              go(address.profile({ kind: row.status === "incomplete" ? "edit" : "signin", id: row.id }))
            }
          >
            {row.status === "incomplete" ? t("home.openShort") : t("home.signIn")}
          </Button>
        )}
        {!unreadable && (
          <Button
            size="small"
            appearance="subtle"
            id={`more-${row.id}`}
            icon={<MoreHorizontalRegular />}
            aria-label={t("home.moreFor", { name: tame(row.name, 100) })}
            aria-haspopup="menu"
            aria-expanded={menuOpen}
            onClick={(event) => onMenu(event.currentTarget)}
          />
        )}
      </div>
      {row.problem && (
        <div className={css.rowProblem}>
          <LazyProblem problem={row.problem} quiet />
        </div>
      )}
    </li>
  );
}

function whereText(row: ProfileRow): string {
  const host = row.url.replace(/^https:\/\//, "").replace(/\/$/, "");
  return [row.organization, host].filter(Boolean).join(" · ");
}

function Status({ row }: { row: ProfileRow }) {
  const { t, language } = useTranslation();
  const now = Date.now();
  const when = row.status === "tested" && fromNow(row.lastVerified, now, language);
  const justNow = when && secondsSince(row.lastVerified, now) < 60;
  const icons = {
    tested: <CheckmarkCircleRegular className={css.good} fontSize={16} />,
    "sign-in-needed": <PersonKeyRegular className={css.attention} fontSize={16} />,
    incomplete: <CircleHintRegular className={css.muted} fontSize={16} />,
    unreadable: <ErrorCircleRegular className={css.bad} fontSize={16} />,
  };
  return (
    <span className={css.status}>
      {icons[row.status]}
      <span>
        {justNow
          ? t("home.status.testedNow")
          : when
            ? t("home.status.testedSince", { when })
            : t(`home.status.${row.status}`)}
        <Expiry row={row} />
        {row.readOnly && <span className={css.muted}>. {t("home.readOnly")}</span>}
      </span>
    </span>
  );
}

// Expiry warns, in time, that an application's secret or certificate ends.
function Expiry({ row }: { row: ProfileRow }) {
  const { t } = useTranslation();
  if (!row.expiry) return null;
  const days = Math.max(0, wholeDays(row.expires, Date.now()) ?? 0);
  return (
    <span className={row.expiry === "expired" ? css.ended : css.ends}>
      <WarningRegular fontSize={14} aria-hidden />
      {row.expiry === "expired" ? t("home.expired") : t("home.expires", { count: days })}
    </span>
  );
}

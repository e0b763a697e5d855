import { Spinner } from "@fluentui/react-components";
import { useMemo, useState } from "react";
import { useBackend } from "../../../backend/context";
import type { SignIn } from "../../../backend/types";
import { useResource } from "../../../backend/useResource";
import { useTranslation } from "../../../i18n/i18n";
import { CopyButton } from "../../../ui/CopyButton";
import { DataGrid, type GridColumn } from "../../../ui/grid/DataGrid";
import { Truncated, tame } from "../../../ui/Truncated";
import { momentText } from "../../../ui/time";
import { ProblemView } from "../../problem/ProblemView";
import { askedWords } from "./asked";
import { CodeLink } from "./CodeLink";
import css from "./desk.module.css";
import { ways } from "./policies/outcome";

interface LogRow extends SignIn {
  key: string;
}

const keyOf = (row: LogRow) => row.key;
const textOf = (row: LogRow) =>
  [row.user, row.application, row.way, row.code === 0 ? "success" : `aadsts${row.code}`, row.correlation]
    .join(" ")
    .toLowerCase();

// LogTab is the sign-in log, newest first: what was asked of whom, and why.
export function LogTab() {
  const { t, language } = useTranslation();
  const backend = useBackend();
  const log = useResource("practice", () => backend.practice.signIns());
  const [chosen, setChosen] = useState<string | undefined>();
  const rows = useMemo<LogRow[]>(
    () =>
      (log.data ?? [])
        .map((row) => ({ ...row, key: `${row.correlation} ${row.time} ${row.code}` }))
        .reverse(),
    [log.data],
  );
  const columns = useMemo<GridColumn<LogRow>[]>(
    () => [
      {
        id: "time",
        label: t("log.time"),
        width: "170px",
        cell: (row) => <Truncated text={momentText(row.time, language)} />,
      },
      {
        id: "user",
        label: t("log.user"),
        width: "minmax(0, 2fr)",
        cell: (row) => <Truncated text={row.user || t("log.noUser")} />,
      },
      {
        id: "app",
        label: t("log.application"),
        width: "minmax(0, 2fr)",
        cell: (row) => <Truncated text={row.application} />,
      },
      {
        id: "asked",
        label: t("log.asked"),
        width: "minmax(0, 2fr)",
        cell: (row) => <Truncated text={askedWords(row.asked, t)} />,
      },
      {
        id: "result",
        label: t("log.result"),
        width: "120px",
        cell: (row) => (
          <span className={row.code === 0 ? css.good : css.bad}>
            {row.code === 0 ? t("log.success") : `AADSTS${row.code}`}
          </span>
        ),
      },
    ],
    [t, language],
  );
  const row = rows.find((each) => each.key === chosen);

  return (
    <>
      {log.problem && <ProblemView problem={log.problem} />}
      {!log.data && !log.problem && <Spinner size="small" label={t("app.loading")} />}
      {log.data && (
        <DataGrid
          label={t("log.label")}
          filterLabel={t("log.filter")}
          rows={rows}
          columns={columns}
          keyOf={keyOf}
          textOf={textOf}
          chosen={chosen}
          empty={t("log.empty")}
          onChoose={(one) => setChosen(one.key)}
        />
      )}
      {row && <LogDetails row={row} />}
    </>
  );
}

function LogDetails({ row }: { row: LogRow }) {
  const { t, language } = useTranslation();
  const way = ways.find((each) => each === row.way);
  const facts: [string, string][] = [
    [t("log.time"), momentText(row.time, language)],
    [t("log.user"), row.user || t("log.noUser")],
    [t("log.application"), row.application],
    [t("log.tenant"), row.tenant],
    [t("log.way"), way ? t(`policies.ways.${way}`) : row.way],
    [t("log.asked"), askedWords(row.asked, t)],
  ];
  return (
    <section className={css.details} aria-label={t("log.details")}>
      <p className={css.why} role="status">
        {row.code === 0 ? (
          <strong className={css.good}>{t("log.success")}</strong>
        ) : (
          <CodeLink code={row.code} />
        )}{" "}
        {tame(row.why)}
      </p>
      <dl className={css.facts}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{tame(value)}</dd>
          </div>
        ))}
        {row.correlation && (
          <div>
            <dt>{t("problem.correlationId")}</dt>
            <dd>
              <code className={css.id}>{row.correlation}</code>
              <CopyButton
                text={row.correlation}
                label={t("common.copyOf", { what: t("problem.correlationId") })}
                iconOnly
              />
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}

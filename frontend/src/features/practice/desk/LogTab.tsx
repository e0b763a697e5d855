import { useMemo, useState } from "react";
import { useBackend } from "../../../backend/context";
import type { SignIn } from "../../../backend/types";
import { useResource } from "../../../backend/useResource";
import { useTranslation } from "../../../i18n/i18n";
import { CopyButton } from "../../../ui/CopyButton";
import { type Fact, Facts } from "../../../ui/Facts";
import type { GridColumn } from "../../../ui/grid/columns";
import { Truncated, tame } from "../../../ui/Truncated";
import { momentText } from "../../../ui/time";
import { Loading } from "../../problem/Loading";
import { askedWords } from "./asked";
import { CodeLink } from "./CodeLink";
import { DeskGrid } from "./DeskGrid";
import css from "./LogTab.module.css";
import { ways } from "./policies/outcome";
import tab from "./tab.module.css";

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
  const rows = useMemo<LogRow[]>(() => {
    // Several tries of one sign-in can be in the same second.
    const seen = new Map<string, number>();
    const keyed = (log.data ?? []).map((row) => {
      const name = `${row.correlation} ${row.time} ${row.code}`;
      const count = (seen.get(name) ?? 0) + 1;
      seen.set(name, count);
      return { ...row, key: `${name} ${count}` };
    });
    return keyed.reverse();
  }, [log.data]);
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
      <Loading of={log} />
      {log.data && (
        <DeskGrid
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
  const facts: Fact[] = [
    [t("log.time"), momentText(row.time, language)],
    [t("log.user"), tame(row.user) || t("log.noUser")],
    [t("log.application"), tame(row.application)],
    [t("log.tenant"), tame(row.tenant)],
    [t("log.way"), way ? t(`policies.ways.${way}`) : tame(row.way)],
    [t("log.asked"), tame(askedWords(row.asked, t))],
    [
      t("problem.correlationId"),
      row.correlation ? <Correlation key="correlation" id={row.correlation} /> : undefined,
    ],
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
      <Facts className={css.facts} facts={facts} />
    </section>
  );
}

function Correlation({ id }: { id: string }) {
  const { t } = useTranslation();
  return (
    <>
      <code className={tab.id}>{id}</code>
      <CopyButton text={id} label={t("common.copyOf", { what: t("problem.correlationId") })} iconOnly />
    </>
  );
}

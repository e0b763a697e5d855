import { Link } from "@fluentui/react-components";
import { type ReactNode, useDeferredValue, useMemo, useState } from "react";
import { useTranslation } from "../../i18n/i18n";
import { FilterBar } from "./FilterBar";
import css from "./grid.module.css";
import { Rows, type RowsProps } from "./Rows";

interface DataGridProps<T> extends RowsProps<T> {
  // all is how many rows there are; show gives those that a filter leaves.
  all: number;
  show(filter: string): readonly T[];
  filterLabel: string;
  // nothing is said when the filter leaves none, empty when there are none at all.
  nothing: string;
  empty?: string;
  tools?: ReactNode;
}

// DataGrid shows some or ten thousand rows alike: only those in sight exist. Its columns,
// keyOf and show should stay the same as long as they do the same, so that rows do too.
export function DataGrid<T>(props: DataGridProps<T>) {
  const { all, show, filterLabel, nothing, empty, tools, ...rows } = props;
  const { t } = useTranslation();
  const [filter, setFilter] = useState("");
  // Typing stays ahead of the list: React may drop a list that is out of date.
  const wanted = useDeferredValue(filter);
  const shown = useMemo(() => show(wanted), [show, wanted]);

  return (
    <div className={css.whole}>
      <FilterBar
        label={filterLabel}
        filter={filter}
        shown={shown.length}
        all={all}
        tools={tools}
        onFilter={setFilter}
      />
      {shown.length > 0 ? (
        <Rows {...rows} shown={shown} />
      ) : all === 0 && empty ? (
        <div className={css.nothing}>{empty}</div>
      ) : (
        <div className={css.nothing}>
          {nothing}{" "}
          <Link as="button" onClick={() => setFilter("")}>
            {t("grid.clear")}
          </Link>
        </div>
      )}
    </div>
  );
}

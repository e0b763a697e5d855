import { useCallback, useEffect, useMemo, useState } from "react";
import type { OrganizationRow } from "../../../backend/types";
import { useTranslation } from "../../../i18n/i18n";
import { DataGrid } from "../../../ui/grid/DataGrid";
import { gridColumns } from "./columns";
import { type Sort, View } from "./rows";

interface OrganizationsGridProps {
  rows: readonly OrganizationRow[];
  chosen: string | undefined;
  onChoose(row: OrganizationRow): void;
}

const keyOf = (row: OrganizationRow) => row.id;
const nameOf = (row: OrganizationRow) => row.friendlyName;

// OrganizationsGrid is some or ten thousand organizations, sorted by any column.
export function OrganizationsGrid({ rows, chosen, onChoose }: OrganizationsGridProps) {
  const { t } = useTranslation();
  const [sort, setSort] = useState<Sort>({ column: "friendlyName", descending: false });
  const view = useMemo(() => new View(rows), [rows]);
  useEffect(() => {
    const timer = setTimeout(() => view.prepare(), 100);
    return () => clearTimeout(timer);
  }, [view]);
  const show = useCallback((filter: string) => view.show(filter, sort), [view, sort]);
  const columns = useMemo(() => gridColumns(t, sort, setSort), [t, sort]);

  return (
    <DataGrid
      id="organizations"
      label={t("grid.label")}
      help={t("grid.help")}
      filterLabel={t("grid.filter")}
      nothing={t("grid.nothing")}
      all={rows.length}
      show={show}
      columns={columns}
      keyOf={keyOf}
      nameOf={nameOf}
      chosen={chosen}
      onChoose={onChoose}
    />
  );
}

import { type ReactNode, useCallback } from "react";
import { useTranslation } from "../../../i18n/i18n";
import type { GridColumn } from "../../../ui/grid/columns";
import { DataGrid } from "../../../ui/grid/DataGrid";
import { filterWords, holds } from "../../../ui/grid/filter";

interface DeskGridProps<T> {
  label: string;
  filterLabel: string;
  rows: readonly T[];
  columns: readonly GridColumn<T>[];
  // keyOf tells rows apart; textOf is what the filter looks in, in lower case.
  keyOf(row: T): string;
  textOf(row: T): string;
  chosen?: string;
  empty: string;
  tools?: ReactNode;
  onChoose(row: T): void;
}

// DeskGrid is a list of the desk, a thousand rows at the most: they are looked through as
// they are.
export function DeskGrid<T>({ rows, textOf, ...grid }: DeskGridProps<T>) {
  const { t } = useTranslation();
  const show = useCallback(
    (filter: string) => {
      const words = filterWords(filter);
      if (words.length === 0) return rows;
      return rows.filter((row) => holds(textOf(row), words));
    },
    [rows, textOf],
  );
  return (
    <DataGrid {...grid} help={t("desk.gridHelp")} nothing={t("desk.nothing")} all={rows.length} show={show} />
  );
}

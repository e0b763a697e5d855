import { Button } from "@fluentui/react-components";
import { ArrowSortDownRegular } from "@fluentui/react-icons/svg/arrow-sort-down";
import { ArrowSortUpRegular } from "@fluentui/react-icons/svg/arrow-sort-up";
import { CheckmarkRegular } from "@fluentui/react-icons/svg/checkmark";
import type { OrganizationRow } from "../../../backend/types";
import type { I18n } from "../../../i18n/i18n";
import type { GridColumn } from "../../../ui/grid/columns";
import { Truncated } from "../../../ui/Truncated";
import css from "./organizations.module.css";
import { type Column, columns, type Sort } from "./rows";

const labels = {
  friendlyName: "grid.name",
  url: "grid.url",
  region: "grid.region",
  version: "grid.version",
} as const;

const widths: Record<Column, string> = {
  friendlyName: "minmax(0, 5fr)",
  url: "minmax(0, 5fr)",
  region: "minmax(72px, 1fr)",
  version: "minmax(132px, 1.6fr)",
};

// gridColumns are the columns of the list of organizations, each with the button that
// sorts by it.
export function gridColumns(t: I18n["t"], sort: Sort, onSort: (sort: Sort) => void) {
  return columns.map((column): GridColumn<OrganizationRow> => {
    const mine = sort.column === column;
    const Arrow = sort.descending ? ArrowSortDownRegular : ArrowSortUpRegular;
    const first = column === "friendlyName";
    return {
      id: column,
      width: widths[column],
      sort: mine ? (sort.descending ? "descending" : "ascending") : "none",
      label: (
        <Button
          size="small"
          appearance="transparent"
          className={first ? `${css.sort} ${css.afterTick}` : css.sort}
          icon={mine ? <Arrow /> : undefined}
          iconPosition="after"
          onClick={() => onSort({ column, descending: mine && !sort.descending })}
        >
          {t(labels[column])}
        </Button>
      ),
      cell: first
        ? (row, chosen) => <Name row={row} chosen={chosen} t={t} />
        : (row) => <Truncated text={column === "url" ? short(row.url) : row[column]} />,
    };
  });
}

// short is an address without what all of them have.
function short(url: string): string {
  return url.replace(/^https:\/\//, "").replace(/\/$/, "");
}

function Name({ row, chosen, t }: { row: OrganizationRow; chosen: boolean; t: I18n["t"] }) {
  return (
    <>
      <span className={css.tick}>{chosen && <CheckmarkRegular fontSize={14} aria-hidden />}</span>
      <Truncated text={row.friendlyName || row.uniqueName} />
      {row.guest && (
        <span className={css.mark} title={t("grid.guestWhy")}>
          {t("grid.guest")}
        </span>
      )}
      {row.disabled && <span className={css.mark}>{t("grid.disabled")}</span>}
    </>
  );
}

import { Input } from "@fluentui/react-components";
import { SearchRegular } from "@fluentui/react-icons/svg/search";
import type { ReactNode } from "react";
import { useTranslation } from "../../i18n/i18n";
import css from "./grid.module.css";

interface FilterBarProps {
  label: string;
  filter: string;
  shown: number;
  all: number;
  tools?: ReactNode;
  onFilter(filter: string): void;
}

// FilterBar stands above a grid: the filter, and how many rows it leaves.
export function FilterBar({ label, filter, shown, all, tools, onFilter }: FilterBarProps) {
  const { t } = useTranslation();
  return (
    <div className={css.tools}>
      <Input
        className={css.filter}
        size="small"
        value={filter}
        placeholder={t("grid.filterHint")}
        aria-label={label}
        contentBefore={<SearchRegular aria-hidden />}
        onChange={(_, data) => onFilter(data.value)}
        onKeyDown={(event) => {
          // The first Esc empties the filter; the dialog gets the next.
          if (event.key === "Escape" && filter !== "") {
            event.stopPropagation();
            onFilter("");
          }
        }}
      />
      <span role="status" className={css.count}>
        {t("grid.count", { shown, all })}
      </span>
      {tools && <span className={css.spring} />}
      {tools}
    </div>
  );
}

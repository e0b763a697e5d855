import { Input, Select } from "@fluentui/react-components";
import { SearchRegular } from "@fluentui/react-icons/svg/search";
import { useEffect, useRef } from "react";
import { useTranslation } from "../../i18n/i18n";
import { type Order, orders } from "./arrange";
import css from "./list.module.css";

interface ListToolsProps {
  // searching says whether there is a search: a handful is seen at a glance.
  searching: boolean;
  search: string;
  shown: number;
  all: number;
  order: Order;
  onSearch(search: string): void;
  // onDown goes from the search into what it found, onEnter opens the first of it.
  onDown(): void;
  onEnter(): void;
  onOrder(order: Order): void;
}

// ListTools stand above the list. Ctrl+F goes to the search, from wherever on the page.
export function ListTools(props: ListToolsProps) {
  const { searching, search, shown, all, order, onSearch, onDown, onEnter, onOrder } = props;
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!searching) return;
    const onKeyDown = (event: KeyboardEvent) => {
      const wanted = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
      if (!wanted || event.key.toLowerCase() !== "f" || document.querySelector('[role="alertdialog"]'))
        return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [searching]);

  return (
    <div className={css.tools}>
      {searching && (
        <>
          <Input
            ref={input}
            id="profiles-search"
            className={css.search}
            value={search}
            placeholder={t("home.searchHint")}
            aria-label={t("home.search")}
            contentBefore={<SearchRegular aria-hidden />}
            onChange={(_, data) => onSearch(data.value)}
            onKeyDown={(event) => {
              if (event.key === "Escape" && search !== "") onSearch("");
              else if (event.key === "ArrowDown") onDown();
              else if (event.key === "Enter") onEnter();
              else return;
              event.preventDefault();
              event.stopPropagation();
            }}
          />
          <span role="status" className={css.count}>
            {t("grid.count", { shown, all })}
          </span>
        </>
      )}
      <Select
        className={css.order}
        aria-label={t("home.order")}
        value={order}
        onChange={(_, data) => onOrder(orders.find((each) => each === data.value) ?? "name")}
      >
        {orders.map((each) => (
          <option key={each} value={each}>
            {t(`home.orders.${each}`)}
          </option>
        ))}
      </Select>
    </div>
  );
}

import { Button, Input } from "@fluentui/react-components";
import { SearchRegular } from "@fluentui/react-icons/svg/search";
import { useDeferredValue, useMemo, useState } from "react";
import type { AccountRow } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import { filterWords, holds } from "../../ui/grid/filter";
import { Truncated, tame } from "../../ui/Truncated";
import text from "../../ui/text.module.css";
import css from "./session.module.css";

// How many accounts are shown at once; with more a filter is quicker than scrolling.
const most = 40;

interface AccountsProps {
  accounts: AccountRow[];
  readOnly: boolean;
  onUse(account: AccountRow): void;
}

// Accounts lists who has signed in to this application here, the one in use first.
export function Accounts({ accounts, readOnly, onUse }: AccountsProps) {
  const { t } = useTranslation();
  const [filter, setFilter] = useState("");
  const wanted = useDeferredValue(filter);
  const found = useMemo(() => {
    const words = filterWords(wanted);
    const fits = accounts.filter((account) =>
      holds(`${account.username}\n${account.tenant}`.toLowerCase(), words),
    );
    return [...fits.filter((each) => each.current), ...fits.filter((each) => !each.current)];
  }, [accounts, wanted]);
  const shown = found.slice(0, most);

  return (
    <section aria-labelledby="accounts" className={css.accounts}>
      <h2 id="accounts">{t("session.accounts")}</h2>
      {accounts.length > 8 && (
        <div className={css.tools}>
          <Input
            size="small"
            value={filter}
            aria-label={t("session.accountsFilter")}
            placeholder={t("grid.filterHint")}
            contentBefore={<SearchRegular aria-hidden />}
            onChange={(_, data) => setFilter(data.value)}
            onKeyDown={(event) => {
              if (event.key !== "Escape" || filter === "") return;
              event.preventDefault();
              event.stopPropagation();
              setFilter("");
            }}
          />
          <span role="status" className={text.muted}>
            {t("grid.count", { shown: found.length, all: accounts.length })}
          </span>
        </div>
      )}
      {found.length === 0 && <p>{t("session.accountsNothing")}</p>}
      <ul className={css.list}>
        {shown.map((account) => (
          <li key={`${account.homeAccountId} ${account.tenant}`}>
            <span className={css.who}>
              <Truncated text={account.username} />
              <Truncated text={account.tenant} className={text.muted} />
            </span>
            {account.current ? (
              <strong>{t("session.current")}</strong>
            ) : (
              !readOnly && (
                <Button
                  size="small"
                  aria-label={t("session.useOf", { account: tame(account.username, 100) })}
                  onClick={() => onUse(account)}
                >
                  {t("session.use")}
                </Button>
              )
            )}
          </li>
        ))}
      </ul>
      {found.length > shown.length && (
        <p className={text.muted}>{t("session.accountsMore", { count: found.length - shown.length })}</p>
      )}
    </section>
  );
}

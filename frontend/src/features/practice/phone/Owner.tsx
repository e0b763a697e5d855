import { Select } from "@fluentui/react-components";
import { memo, useId } from "react";
import { useBackend } from "../../../backend/context";
import { useResource } from "../../../backend/useResource";
import { useTranslation } from "../../../i18n/i18n";
import { tame } from "../../../ui/Truncated";
import css from "./phone.module.css";

// Owner chooses whose phone is shown. The browser's own list is found in by typing, also
// among a thousand names, and is as large as the page is. The phone counts seconds; this
// has nothing to do with them.
export const Owner = memo(function Owner({
  owner,
  onOwner,
}: {
  owner: string;
  onOwner(owner: string): void;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const id = useId();
  const users = useResource("practice", () => backend.practice.users());
  const list = users.data ?? [];
  const gone = owner !== "" && users.data && !list.some((user) => user.userPrincipalName === owner);
  return (
    <div className={css.whose}>
      <label htmlFor={id}>{t("phone.whose")}</label>
      <Select id={id} size="small" value={owner} onChange={(_, data) => onOwner(data.value)}>
        <option value="">{t("phone.everybody")}</option>
        {(gone || (owner !== "" && !users.data)) && <option value={owner}>{tame(owner)}</option>}
        {list.map((user) => (
          <option key={user.userPrincipalName} value={user.userPrincipalName}>
            {t("phone.ownerName", {
              user: tame(user.userPrincipalName).split("@")[0] ?? "",
              name: tame(user.displayName),
            })}
          </option>
        ))}
      </Select>
    </div>
  );
});

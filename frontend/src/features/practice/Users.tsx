import { Spinner, Text } from "@fluentui/react-components";
import { useId } from "react";
import { useBackend } from "../../backend/context";
import type { PracticeUser } from "../../backend/types";
import { useResource } from "../../backend/useResource";
import { useTranslation } from "../../i18n/i18n";
import { CopyButton } from "../../ui/CopyButton";
import { Stack } from "../../ui/Stack";
import { Truncated } from "../../ui/Truncated";
import { ProblemView } from "../problem/ProblemView";
import { Marks } from "./desk/people/Marks";
import { useMethodNames } from "./desk/people/useMethodNames";
import css from "./practice.module.css";

// How many are listed: a scenario can have a thousand.
const most = 60;

// Users lists who can be played, with what the sign-in page will ask. Their
// passwords open nothing but the practice tenant on this computer.
export function Users({ title, hint }: { title: string; hint?: string }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const users = useResource("practice", () => backend.practice.users());
  const heading = useId();
  const more = Math.max(0, (users.data?.length ?? 0) - most);
  return (
    <Stack as="section" gap={2} aria-labelledby={heading}>
      <Text as="h2" id={heading} weight="semibold" className={css.small}>
        {title}
      </Text>
      {hint && <p className={css.left}>{hint}</p>}
      {users.problem && <ProblemView problem={users.problem} />}
      {!users.data && !users.problem && <Spinner size="tiny" label={t("app.loading")} />}
      <ul className={css.userList}>
        {users.data?.slice(0, most).map((user) => (
          <User key={user.userPrincipalName} user={user} />
        ))}
      </ul>
      {more > 0 && <p className={css.left}>{t("practice.moreUsers", { count: more })}</p>}
    </Stack>
  );
}

function User({ user }: { user: PracticeUser }) {
  const { t } = useTranslation();
  const methods = useMethodNames()(user.methods);
  return (
    <li className={css.user}>
      <span className={css.userName}>
        <span className={css.userWords}>
          <Truncated text={user.userPrincipalName} />
          <span className={css.left}>
            {methods} <Marks states={user.states} />
          </span>
        </span>
        <CopyButton
          text={user.userPrincipalName}
          label={t("practice.copyUser", { user: user.userPrincipalName })}
          iconOnly
        />
      </span>
      <span className={css.secret}>
        {user.password ? (
          <>
            <code className={css.password}>{user.password}</code>
            <CopyButton
              text={user.password}
              label={t("practice.copyPassword", { user: user.userPrincipalName })}
              iconOnly
            />
          </>
        ) : (
          <span className={css.left}>{t("practice.ownPassword")}</span>
        )}
      </span>
    </li>
  );
}

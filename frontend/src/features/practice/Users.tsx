import { Spinner, Text } from "@fluentui/react-components";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { useBackend } from "../../backend/context";
import type { PracticeUser } from "../../backend/types";
import { useResource } from "../../backend/useResource";
import { CopyButton } from "../../ui/CopyButton";
import { Truncated } from "../../ui/Truncated";
import { ProblemView } from "../problem/ProblemView";
import css from "./practice.module.css";

// Users lists who can be played, with what the sign-in page will ask. Their
// passwords open nothing but the practice tenant on this computer.
export function Users({ title, compact }: { title: string; compact?: boolean }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const users = useResource("practice", () => backend.practice.users());
  const heading = useId();
  return (
    <section aria-labelledby={heading} className={css.users}>
      <Text as="h4" id={heading} weight="semibold" size={compact ? 200 : 300} className={css.small}>
        {title}
      </Text>
      {compact && <p className={css.left}>{t("signin.practiceHint")}</p>}
      {users.problem && <ProblemView problem={users.problem} />}
      {!users.data && !users.problem && <Spinner size="tiny" />}
      <ul className={compact ? css.userList : `${css.userList} ${css.wide}`}>
        {users.data?.map((user) => (
          <User key={user.userPrincipalName} user={user} />
        ))}
      </ul>
    </section>
  );
}

function User({ user }: { user: PracticeUser }) {
  const { t } = useTranslation();
  const methods = user.methods.map((method) =>
    method === "push" || method === "totp" ? t(`practice.method.${method}`) : method,
  );
  return (
    <li className={css.user}>
      <span className={css.userName}>
        <Truncated text={user.userPrincipalName} />
        <span className={css.left}>{methods.join(", ")}</span>
      </span>
      <CopyButton
        text={user.userPrincipalName}
        label={t("practice.copyUser", { user: user.userPrincipalName })}
        iconOnly
      />
      <code className={css.password}>{user.password}</code>
      <CopyButton
        text={user.password}
        label={t("practice.copyPassword", { user: user.userPrincipalName })}
        iconOnly
      />
    </li>
  );
}

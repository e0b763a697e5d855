import { Spinner, Text } from "@fluentui/react-components";
import { useId } from "react";
import { useBackend } from "../../backend/context";
import type { PracticeUser } from "../../backend/types";
import { useResource } from "../../backend/useResource";
import { useTranslation } from "../../i18n/i18n";
import { CopyButton } from "../../ui/CopyButton";
import { Truncated } from "../../ui/Truncated";
import { ProblemView } from "../problem/ProblemView";
import css from "./practice.module.css";

// Users lists who can be played, with what the sign-in page will ask. Their
// passwords open nothing but the practice tenant on this computer.
export function Users({ title, hint }: { title: string; hint?: string }) {
  const backend = useBackend();
  const users = useResource("practice", () => backend.practice.users());
  const heading = useId();
  return (
    <section aria-labelledby={heading} className={css.users}>
      <Text as="h3" id={heading} weight="semibold" className={css.small}>
        {title}
      </Text>
      {hint && <p className={css.left}>{hint}</p>}
      {users.problem && <ProblemView problem={users.problem} />}
      {!users.data && !users.problem && <Spinner size="tiny" />}
      <ul className={css.userList}>
        {users.data?.map((user) => (
          <User key={user.userPrincipalName} user={user} />
        ))}
      </ul>
    </section>
  );
}

function User({ user }: { user: PracticeUser }) {
  const { t } = useTranslation();
  const known = user.methods.map((method) =>
    method === "PhoneAppNotification" || method === "PhoneAppOTP" ? t(`practice.method.${method}`) : method,
  );
  const methods = known.length > 0 ? known : [t("practice.noMethod")];
  return (
    <li className={css.user}>
      <span className={css.userName}>
        <span className={css.userWords}>
          <Truncated text={user.userPrincipalName} />
          <span className={css.left}>{methods.join(", ")}</span>
        </span>
        <CopyButton
          text={user.userPrincipalName}
          label={t("practice.copyUser", { user: user.userPrincipalName })}
          iconOnly
        />
      </span>
      <span className={css.secret}>
        <code className={css.password}>{user.password}</code>
        <CopyButton
          text={user.password}
          label={t("practice.copyPassword", { user: user.userPrincipalName })}
          iconOnly
        />
      </span>
    </li>
  );
}

import { Text } from "@fluentui/react-components";
import type { PhoneMessage } from "../../../backend/types";
import { useTranslation } from "../../../i18n/i18n";
import { CopyButton } from "../../../ui/CopyButton";
import { tame } from "../../../ui/Truncated";
import { hourText } from "../../../ui/time";
import css from "./phone.module.css";

// How many are shown: older ones are of no use to anybody.
const most = 8;

// Texts are text messages and ended calls, newest first.
export function Texts({ label, messages }: { label: string; messages: PhoneMessage[] }) {
  const { t, language } = useTranslation();
  if (messages.length === 0) return null;
  return (
    <section className={css.part} aria-label={label}>
      <Text as="h3" weight="semibold" size={200} className={css.heading}>
        {label}
      </Text>
      <ul className={css.list}>
        {messages.slice(0, most).map((message) => (
          <li key={message.id} className={css.text}>
            <span className={css.textHead}>
              <bdi>{tame(message.displayName || message.userPrincipalName)}</bdi>
              <bdi>{tame(message.number)}</bdi>
              <time dateTime={message.createdAt}>{hourText(message.createdAt, language)}</time>
            </span>
            {message.kind === "call" ? (
              <span className={css.callEnded}>{t(endOf(message))}</span>
            ) : (
              <span className={message.state === "sent" ? css.bubble : `${css.bubble} ${css.old}`}>
                <span className={css.bubbleText}>{tame(message.body)}</span>
                <CopyButton
                  text={message.code}
                  label={t("phone.copyCode", { user: message.userPrincipalName })}
                  iconOnly
                />
                {message.state !== "sent" && (
                  <span className={css.tag}>
                    {t(message.state === "used" ? "phone.textUsed" : "phone.textExpired")}
                  </span>
                )}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function endOf(call: PhoneMessage) {
  switch (call.state) {
    case "approved":
      return "phone.callApproved";
    case "reported":
      return "phone.callReported";
    case "denied":
      return "phone.callDenied";
    case "withdrawn":
      return "phone.callWithdrawn";
    default:
      return "phone.callMissed";
  }
}

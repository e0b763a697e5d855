import { Text } from "@fluentui/react-components";
import type { PhoneCode } from "../../../backend/types";
import { useTranslation } from "../../../i18n/i18n";
import { CopyButton } from "../../../ui/CopyButton";
import { Truncated } from "../../../ui/Truncated";
import css from "./phone.module.css";

// How long a one-time code is good (RFC 6238 section 5.2), in seconds.
const period = 30;

interface CodesProps {
  codes: PhoneCode[];
  hidden: number;
  left(seconds: number): number;
}

// Codes lists the one-time codes of now, each with what is left of its time.
export function Codes({ codes, hidden, left }: CodesProps) {
  const { t } = useTranslation();
  if (codes.length === 0 && hidden === 0) return null;
  return (
    <section className={css.part} aria-label={t("phone.codes")}>
      <Text as="h3" weight="semibold" size={200} className={css.heading}>
        {t("phone.codes")}
      </Text>
      <ul className={css.list}>
        {codes.map((code) => (
          <Code
            key={`${code.userPrincipalName} ${code.tenant} ${code.fresh}`}
            code={code}
            left={left(code.secondsLeft)}
          />
        ))}
      </ul>
      {hidden > 0 && <p className={css.quiet}>{t("phone.hiddenCodes", { count: hidden })}</p>}
    </section>
  );
}

function Code({ code, left }: { code: PhoneCode; left: number }) {
  const { t } = useTranslation();
  const shown = code.code.replace(/^(\d{3})(\d{3})$/, "$1 $2");
  const whose = code.tenant
    ? t("phone.codeIn", { user: code.userPrincipalName, tenant: code.tenant })
    : code.userPrincipalName;
  return (
    <li className={css.code}>
      <span className={css.codeUser}>
        <Truncated text={whose} />
        {code.fresh && <span className={css.tag}>{t("phone.fresh")}</span>}
      </span>
      <span className={code.used ? `${css.digits} ${css.spent}` : css.digits}>{shown}</span>
      <span className={css.left} role="timer" aria-live="off">
        <Ring part={left / period} />
        {t(code.used ? "phone.used" : "phone.secondsLeft", { seconds: left })}
      </span>
      <CopyButton text={code.code} label={t("phone.copyCode", { user: code.userPrincipalName })} iconOnly />
    </li>
  );
}

const radius = 7;
const round = 2 * Math.PI * radius;

// Ring is the time that is left, as a part of a circle.
function Ring({ part }: { part: number }) {
  const length = round * Math.min(1, Math.max(0, part));
  return (
    <svg className={css.ring} viewBox="0 0 18 18" aria-hidden="true">
      <circle cx="9" cy="9" r={radius} className={css.ringBack} />
      <circle
        cx="9"
        cy="9"
        r={radius}
        className={css.ringFront}
        strokeDasharray={`${length} ${round}`}
        transform="rotate(-90 9 9)"
      />
    </svg>
  );
}

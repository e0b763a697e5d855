import { Link } from "@fluentui/react-components";
import { useEffect, useRef } from "react";
import { useBackend } from "../../backend/context";
import type { DeviceCode } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import { useAnnounce } from "../../ui/Announcer";
import { CopyButton } from "../../ui/CopyButton";
import { Truncated } from "../../ui/Truncated";
import { clockText, useNow } from "../../ui/time";
import { useSaving } from "../../ui/useSaving";
import { ProblemView } from "../problem/ProblemView";
import css from "./DeviceCode.module.css";
import { QRCode } from "./QRCode";

// groups cuts a code into pieces that people can carry over: by threes when that comes
// out even, else by fours. A code that comes in groups stays as it is, separator and all: not
// every page takes it without.
export function groups(code: string): string[] {
  if (/[^\p{L}\p{N}]/u.test(code)) return [code];
  const size = code.length % 3 === 0 ? 3 : 4;
  return code.match(new RegExp(`.{1,${size}}`, "gu")) ?? [code];
}

// spelled is the code letter by letter, as a screen reader should say it.
export function spelled(code: string): string {
  return [...code.replace(/\s/g, "")].join(" ");
}

interface DeviceCodeBoxProps {
  id: string;
  code: DeviceCode;
}

// DeviceCodeBox shows the code that the person types on a page of any browser.
export function DeviceCodeBox({ id, code }: DeviceCodeBoxProps) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const backend = useBackend();
  const { problem, save } = useSaving();
  const { userCode, verificationUrl } = code;
  const address = verificationUrl.replace(/^https?:\/\//, "");

  useEffect(() => {
    announce(t("signin.codeSpelled", { code: spelled(userCode) }));
  }, [userCode, announce, t]);

  const open = () => save(() => backend.connection.openAgain(id), t("signin.codeOpened"));

  return (
    <section className={css.box} aria-label={t("signin.code")}>
      <div className={css.words}>
        <p>{t("signin.codeWhat")}</p>
        <div className={css.line}>
          <Link as="button" aria-label={t("signin.codeOpen", { address })} onClick={() => void open()}>
            <Truncated text={address} />
          </Link>
          <CopyButton text={verificationUrl} label={t("signin.codeCopyAddress")} iconOnly />
        </div>
        <div className={css.line}>
          <span
            className={css.code}
            role="img"
            aria-label={t("signin.codeSpelled", { code: spelled(userCode) })}
            data-testid="user-code"
          >
            {groups(userCode).map((group, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: groups have no other name, and never move
              <span key={i}>{group}</span>
            ))}
          </span>
          <CopyButton text={userCode} label={t("signin.codeCopy")} appearance="secondary" />
        </div>
        {problem && <ProblemView problem={problem} />}
        <Countdown until={code.expiresAt} />
      </div>
      {code.qr.length > 0 && (
        <figure className={css.figure}>
          <QRCode rows={code.qr} label={t("signin.codeQR", { address })} />
          <figcaption>{t("signin.codeQRHint")}</figcaption>
        </figure>
      )}
    </section>
  );
}

// When the remaining minutes are read out: often enough to know, seldom enough to work.
const spoken = [5, 2, 1];

function Countdown({ until }: { until: string }) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const now = useNow(true);
  const left = Math.max(0, (Date.parse(until) - now) / 1000);
  const passed = spoken.filter((each) => left <= each * 60).length;
  const said = useRef(passed);

  useEffect(() => {
    if (passed === said.current) return;
    said.current = passed;
    const minutes = spoken[passed - 1];
    if (minutes !== undefined) announce(t("signin.codeExpiresIn", { count: minutes }));
  }, [passed, announce, t]);

  if (left === 0) {
    return (
      <p role="alert" className={css.expired}>
        {t("signin.codeExpired")}
      </p>
    );
  }
  return (
    <span role="timer" aria-live="off" className={css.timer}>
      {t("signin.codeExpires", { left: clockText(left) })}
    </span>
  );
}

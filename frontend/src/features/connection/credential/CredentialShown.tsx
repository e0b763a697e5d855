import { Button } from "@fluentui/react-components";
import type { CredentialInfo } from "../../../backend/types";
import { useTranslation } from "../../../i18n/i18n";
import { Truncated } from "../../../ui/Truncated";
import text from "../../../ui/text.module.css";
import { dateText, fromNow, wholeDays } from "../../../ui/time";
import form from "../form.module.css";
import own from "./Application.module.css";

// How near the end is warned of, in days; Go's profile.NearExpiry says the same.
const near = 30;

interface CredentialShownProps {
  info: CredentialInfo;
  readOnly: boolean;
  // missing says that the profile remembers it, but it is not on this computer.
  missing: boolean;
  onReplace(): void;
  onForget(): void;
}

// CredentialShown is all that may be known of a secret or a certificate once it was given.
export function CredentialShown({ info, readOnly, missing, onReplace, onForget }: CredentialShownProps) {
  const { t } = useTranslation();
  const kind = info.kind === "certificate" ? "certificate" : "secret";
  return (
    <div className={own.shown}>
      <div className={form.controls}>
        <span id="field-clientSecret" tabIndex={-1}>
          <strong>{t(`application.set.${kind}`)}</strong>,{" "}
          {t(info.saved ? "application.sealed" : "application.held")}.
        </span>
        {!readOnly && (
          <>
            <Button size="small" id="field-certificate" onClick={onReplace}>
              {t("application.replace")}
            </Button>
            <Button size="small" appearance="subtle" onClick={onForget}>
              {t("application.forget")}
            </Button>
          </>
        )}
      </div>
      {missing && <p className={own.warning}>{t("application.missing")}</p>}
      <dl className={own.facts}>
        {info.subject && (
          <div>
            <dt>{t("application.subject")}</dt>
            <dd>
              <Truncated text={info.subject} />
            </dd>
          </div>
        )}
        {info.thumbprint && (
          <div>
            <dt>{t("application.thumbprint")}</dt>
            <dd className={text.mono}>{info.thumbprint}</dd>
          </div>
        )}
        <div>
          <dt>{t("application.until")}</dt>
          <dd>
            <Expires when={info.expires} />
          </dd>
        </div>
      </dl>
    </div>
  );
}

function Expires({ when }: { when: string }) {
  const { t, language } = useTranslation();
  const now = Date.now();
  const days = wholeDays(when, now);
  if (days === undefined) return t("application.untilUnknown");
  const relative = fromNow(when, now, language) ?? "";
  const words = t(days < 0 ? "application.expired" : "application.soon", { when: relative });
  return (
    <>
      {dateText(when, language)}
      {days < near && <span className={own.warning}>, {words}</span>}
    </>
  );
}

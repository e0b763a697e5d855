import { useBackend } from "../../backend/context";
import type { Operation } from "../../backend/types";
import { useLoad } from "../../backend/useLoad";
import { useTranslation } from "../../i18n/i18n";
import { CopyButton } from "../../ui/CopyButton";
import css from "./SignInPanel.module.css";

// BrowserFailed shows the address when nothing could open it.
export function BrowserFailed({ operation }: { operation: Operation }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const address = useLoad(() => backend.connection.address(operation.id), [backend, operation.id]).data ?? "";
  return (
    <section className={css.note} aria-labelledby="browser-failed">
      <strong id="browser-failed">{t("signin.browserFailed")}.</strong> {t("signin.browserFailedWhat")}
      <div className={css.address}>
        <textarea
          readOnly
          rows={3}
          value={address}
          aria-label={t("signin.address")}
          onFocus={(e) => e.target.select()}
        />
        {address && <CopyButton text={address} label={t("signin.copyLink")} iconOnly />}
      </div>
    </section>
  );
}

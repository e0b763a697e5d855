import { Button } from "@fluentui/react-components";
import { useBackend } from "../../../backend/context";
import type { PhoneEnrolment, Problem } from "../../../backend/types";
import { useTranslation } from "../../../i18n/i18n";
import { CopyButton } from "../../../ui/CopyButton";
import { Truncated } from "../../../ui/Truncated";
import { useSaving } from "../../../ui/useSaving";
import css from "./phone.module.css";

interface EnrolmentProps {
  enrolment: PhoneEnrolment;
  onAnswered(problem: Problem | undefined): void;
}

// Enrolment is a QR code that a browser shows: the phone has no camera, so it is told.
export function Enrolment({ enrolment, onAnswered }: EnrolmentProps) {
  const { t } = useTranslation();
  const backend = useBackend();
  const { saving, save } = useSaving(onAnswered);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for one question of a form
    <div className={css.card} role="group" aria-label={t("phone.enrolTitle")}>
      <strong>{t("phone.enrolTitle")}</strong>
      <Truncated text={enrolment.userPrincipalName} className={css.muted} />
      {enrolment.scanned ? (
        <p className={css.quiet}>{t("phone.scanned")}</p>
      ) : (
        <>
          <p className={css.quiet}>{t("phone.enrolWhat")}</p>
          <div className={css.answers}>
            <Button
              appearance="primary"
              disabledFocusable={saving}
              onClick={() => void save(() => backend.practice.scan(enrolment.id), t("phone.scanned"))}
            >
              {t("phone.scan")}
            </Button>
          </div>
        </>
      )}
      <p className={css.quiet}>{t("phone.enrolTyped")}</p>
      <div className={css.secretLine}>
        <code className={css.secret}>{enrolment.typed}</code>
        <CopyButton text={enrolment.typed} label={t("phone.copySecret")} iconOnly />
      </div>
    </div>
  );
}

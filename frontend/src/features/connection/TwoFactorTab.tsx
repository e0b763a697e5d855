import { Field, Input } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import type { Problem, Profile, RedirectInfo } from "../../backend/types";
import { Details } from "../../ui/Details";
import css from "./ConnectionDialog.module.css";
import { problemAt } from "./draft";
import { fieldWords } from "./ErrorSummary";
import { useRedirect } from "./useRedirect";

interface TwoFactorTabProps {
  applicationId: string;
  redirectUri: string;
  readOnly: boolean;
  problems: Problem[];
  onChange(change: Partial<Profile>): void;
}

// TwoFactorTab holds the two values of the registered application.
export function TwoFactorTab({
  applicationId,
  redirectUri,
  readOnly,
  problems,
  onChange,
}: TwoFactorTabProps) {
  const { t } = useTranslation();
  const redirect = useRedirect(redirectUri);
  return (
    <>
      <p className={css.muted}>{t("twoFactor.intro")}</p>
      <Field
        label={t("twoFactor.applicationId")}
        required
        hint={t("twoFactor.applicationIdHint")}
        {...messageOf(problemAt(problems, "applicationId"))}
      >
        <Input
          id="field-applicationId"
          value={applicationId}
          readOnly={readOnly}
          autoComplete="off"
          spellCheck={false}
          onChange={(_, data) => onChange({ applicationId: data.value })}
        />
      </Field>
      <Field
        label={t("twoFactor.redirectUri")}
        required
        hint={<RedirectHint redirect={redirect} />}
        {...messageOf(problemAt(problems, "redirectUri"))}
      >
        <Input
          id="field-redirectUri"
          value={redirectUri}
          readOnly={readOnly}
          autoComplete="off"
          spellCheck={false}
          inputMode="url"
          onChange={(_, data) => onChange({ redirectUri: data.value })}
        />
      </Field>
      <Details summary={t("twoFactor.whereTitle")}>
        <p className={css.note}>{t("twoFactor.whereWhat")}</p>
      </Details>
    </>
  );
}

function RedirectHint({ redirect }: { redirect: RedirectInfo | undefined }) {
  const { t } = useTranslation();
  const text = redirect ? t(`twoFactor.${redirect.kind}`, { host: redirect.host }) : t("twoFactor.typing");
  return (
    <span role="status" aria-live="polite">
      {text}
    </span>
  );
}

// messageOf is what Fluent's Field shows of a problem: advice looks like advice.
export function messageOf(problem: Problem | undefined) {
  if (!problem) return {};
  return {
    validationMessage: fieldWords(problem),
    validationState: problem.warning ? ("warning" as const) : ("error" as const),
  };
}

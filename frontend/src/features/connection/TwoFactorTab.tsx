import { Button, Field, Input } from "@fluentui/react-components";
import type { Problem, Profile, RedirectInfo } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import { labelFor } from "../../ui/labelFor";
import css from "./ConnectionDialog.module.css";
import { problemAt } from "./draft";
import { fieldWords } from "./ErrorSummary";
import { PracticeIDs } from "./PracticeIDs";
import { useRedirect } from "./useRedirect";
import { WhereIsIt } from "./WhereIsIt";

interface TwoFactorTabProps {
  applicationId: string;
  redirectUri: string;
  practice: boolean;
  readOnly: boolean;
  problems: Problem[];
  onChange(change: Partial<Profile>): void;
  onNext(): void;
}

// TwoFactorTab holds the two values of the registered application.
export function TwoFactorTab({
  applicationId,
  redirectUri,
  practice,
  readOnly,
  problems,
  onChange,
  onNext,
}: TwoFactorTabProps) {
  const { t } = useTranslation();
  const redirect = useRedirect(redirectUri);
  return (
    <>
      <p className={css.intro}>{t("twoFactor.intro")}</p>
      <Field
        label={labelFor("field-applicationId", t("twoFactor.applicationId"))}
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
        label={labelFor("field-redirectUri", t("twoFactor.redirectUri"))}
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
      {practice && !readOnly && <PracticeIDs onFill={onChange} />}
      <WhereIsIt />
      <div>
        <Button onClick={onNext}>{t("twoFactor.next")}</Button>
      </div>
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

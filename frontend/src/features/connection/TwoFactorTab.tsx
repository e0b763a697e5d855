import { Button, Field, Input } from "@fluentui/react-components";
import { memo } from "react";
import type { CloudID, Method, Problem, Profile, RedirectInfo } from "../../backend/types";
import { isUnseen, useRedirect } from "../../backend/useRedirect";
import { useTranslation } from "../../i18n/i18n";
import { labelFor } from "../../ui/labelFor";
import { pressedByEnter } from "../../ui/pressedByEnter";
import { messageOf } from "../problem/fieldWords";
import { problemAt } from "./fields";
import form from "./form.module.css";
import { LocalhostBeside } from "./LocalhostBeside";
import { PracticeIDs } from "./PracticeIDs";
import { WhereIsIt } from "./WhereIsIt";

interface TwoFactorTabProps {
  applicationId: string;
  redirectUri: string;
  method: Method | undefined;
  cloud: CloudID;
  readOnly: boolean;
  problems: Problem[];
  shown: boolean;
  // next says that the organizations are the next thing to retrieve.
  next: boolean;
  onChange(change: Partial<Profile>): void;
  onLeft(field: "applicationId" | "redirectUri"): void;
  onRetrieve(): void;
  onScript(): void;
}

// TwoFactorTab holds the two values of the registered application. It often stands
// unseen behind the other tab, and then costs nothing.
export const TwoFactorTab = memo(function TwoFactorTab({
  applicationId,
  redirectUri,
  method,
  cloud,
  readOnly,
  problems,
  shown,
  next,
  onChange,
  onLeft,
  onRetrieve,
  onScript,
}: TwoFactorTabProps) {
  const { t } = useTranslation();
  const redirect = useRedirect(redirectUri);
  return (
    <>
      <p className={form.paragraph}>{t("twoFactor.intro")}</p>
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
          onBlur={() => onLeft("applicationId")}
        />
      </Field>
      <Field
        label={labelFor("field-redirectUri", t("twoFactor.redirectUri"))}
        required={method !== "device-code"}
        hint={<RedirectHint redirect={redirect} method={method} />}
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
          onBlur={() => onLeft("redirectUri")}
        />
      </Field>
      {redirect && isUnseen(redirect) && (
        <LocalhostBeside
          cloud={cloud}
          readOnly={readOnly}
          onUse={() => onChange({ redirectUri: "http://localhost" })}
          onScript={onScript}
        />
      )}
      {cloud === "practice" && !readOnly && <PracticeIDs onFill={onChange} />}
      <WhereIsIt cloud={cloud} />
      {shown && (
        <div>
          <Button {...pressedByEnter(next)} onClick={onRetrieve}>
            {t("dialog.retrieve")}
          </Button>
        </div>
      )}
    </>
  );
});

// RedirectHint says how the browser will get back, while the address is being typed.
function RedirectHint({
  redirect,
  method,
}: {
  redirect: RedirectInfo | undefined;
  method: Method | undefined;
}) {
  const { t } = useTranslation();
  const text =
    method === "device-code"
      ? t("twoFactor.deviceCode")
      : !redirect
        ? t("twoFactor.typing")
        : method === "paste" && redirect.kind === "loopback"
          ? t("twoFactor.pasteChosen")
          : method === "paste" && isUnseen(redirect)
            ? t("twoFactor.pasteUnseen")
            : t(`twoFactor.${redirect.kind}`, { host: redirect.host });
  return (
    <span role="status" aria-live="polite">
      {text}
    </span>
  );
}

import { Field, Input, Link, Select } from "@fluentui/react-components";
import { useState } from "react";
import type { CredentialInfo } from "../../../backend/types";
import { useTranslation } from "../../../i18n/i18n";
import { useAnnounce } from "../../../ui/Announcer";
import { labelFor } from "../../../ui/labelFor";
import { Stack } from "../../../ui/Stack";
import { messageOf } from "../../problem/fieldWords";
import { ProblemView, type ProblemViewProps } from "../../problem/ProblemView";
import { problemAt } from "../fields";
import form from "../form.module.css";
import type { Connection } from "../useConnection";
import { useWanted } from "../useWanted";
import { useWork } from "../work";
import own from "./Application.module.css";
import { CertificateFields } from "./CertificateFields";
import { CredentialShown } from "./CredentialShown";
import { SecretFields } from "./SecretFields";

interface ApplicationPartProps {
  connection: Connection;
  steps: ProblemViewProps["steps"];
}

// ApplicationPart stands in place of user name and 2-Factor Authentication when an
// application signs in instead of a person.
export function ApplicationPart({ connection, steps }: ApplicationPartProps) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const { state, credentials } = connection;
  const { dispatch, typeCredential, forgetCredential, giveCredential } = useWork();
  const { profile, readOnly } = state.draft;
  const [chosen, setKind] = useState<"secret" | "certificate">(profile.credential?.kind ?? "secret");
  const file = problemAt(state.problems, "certificate") ?? problemAt(state.problems, "passphrase");
  const kind = file ? "certificate" : chosen;
  const [replacing, setReplacing] = useState(false);
  // It comes a moment after the way to sign in was chosen.
  useWanted(state.wanted);
  const info = shownInfo(connection);
  const wrong = ["clientSecret", "certificate", "passphrase"] as const;
  const shown = info && !(replacing || wrong.some((field) => problemAt(state.problems, field)));

  async function use() {
    if (await giveCredential()) setReplacing(false);
  }

  return (
    <Stack as="section" gap={8} aria-labelledby="application-title">
      <p className={own.lead}>
        <strong id="application-title">{t("application.title")}.</strong> {t("application.what")}{" "}
        {!readOnly && (
          <Link
            as="button"
            onClick={() => {
              dispatch({ type: "edit", change: { signInAs: "" } });
              document.getElementById("field-name")?.focus();
            }}
          >
            {t("application.back")}
          </Link>
        )}
      </p>
      <div className={form.fieldRow}>
        <Field
          className={form.growing}
          label={labelFor("field-applicationId", t("twoFactor.applicationId"))}
          required
          {...messageOf(problemAt(state.problems, "applicationId"))}
        >
          <Input
            id="field-applicationId"
            value={profile.applicationId ?? ""}
            readOnly={readOnly}
            autoComplete="off"
            spellCheck={false}
            onChange={(_, data) => dispatch({ type: "edit", change: { applicationId: data.value } })}
          />
        </Field>
        {!shown && (
          <Field className={own.kind} label={labelFor("field-credentialKind", t("application.kind"))}>
            <Select
              id="field-credentialKind"
              value={kind}
              disabled={readOnly}
              onChange={(_, data) => {
                setKind(data.value === "certificate" ? "certificate" : "secret");
                typeCredential({ secret: "", expires: "", file: undefined, passphrase: "" });
              }}
            >
              <option value="secret">{t("application.secret")}</option>
              <option value="certificate">{t("application.certificate")}</option>
            </Select>
          </Field>
        )}
      </div>
      {shown ? (
        <CredentialShown
          info={info}
          readOnly={readOnly}
          missing={credentials.known && !credentials.problem && !credentials.info(kindOf(info))}
          onReplace={() => {
            setKind(kindOf(info));
            setReplacing(true);
          }}
          onForget={() => {
            void forgetCredential(kindOf(info));
            announce(t("application.forgotten"));
          }}
        />
      ) : kind === "secret" ? (
        <SecretFields connection={connection} onUse={() => void use()} />
      ) : (
        <CertificateFields connection={connection} onUse={() => void use()} />
      )}
      {!shown && info && (
        <Link
          as="button"
          onClick={() => {
            typeCredential({ secret: "", expires: "", file: undefined, passphrase: "" });
            setReplacing(false);
          }}
        >
          {t("application.keep")}
        </Link>
      )}
      {credentials.problem && <ProblemView problem={credentials.problem} steps={steps} quiet />}
    </Stack>
  );
}

function kindOf(info: CredentialInfo): "secret" | "certificate" {
  return info.kind === "certificate" ? "certificate" : "secret";
}

// shownInfo is what Go has, or, when it has lost it, what the profile remembers.
function shownInfo({ state, credentials }: Connection): CredentialInfo | undefined {
  const kept = state.draft.profile.credential;
  const live =
    (kept && credentials.info(kept.kind)) ?? credentials.info("secret") ?? credentials.info("certificate");
  if (!kept) return live;
  return {
    kind: kept.kind,
    saved: live?.saved ?? false,
    subject: live?.subject || (kept.subject ?? ""),
    thumbprint: live?.thumbprint || (kept.thumbprint ?? ""),
    expires: live?.expires || (kept.expires ?? ""),
  };
}

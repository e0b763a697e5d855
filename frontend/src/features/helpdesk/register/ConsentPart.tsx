import { Button, Field, Input } from "@fluentui/react-components";
import { useId, useState } from "react";
import { useBackend } from "../../../backend/context";
import type { ReadConsent } from "../../../backend/helpdesk";
import { useResource } from "../../../backend/useResource";
import { useTranslation } from "../../../i18n/i18n";
import { CopyButton } from "../../../ui/CopyButton";
import { Details } from "../../../ui/Details";
import { type Fact, Facts } from "../../../ui/Facts";
import { Group } from "../../../ui/Group";
import { labelFor } from "../../../ui/labelFor";
import { tame } from "../../../ui/Truncated";
import text from "../../../ui/text.module.css";
import { useSaving } from "../../../ui/useSaving";
import { Loading } from "../../problem/Loading";
import { ProblemView } from "../../problem/ProblemView";
import css from "../tools.module.css";

interface ConsentPartProps {
  recipe: string;
  profile: string;
}

// ConsentPart has the links to an administrator's consent, the message that asks for it,
// and reads what came back.
export function ConsentPart({ recipe, profile }: ConsentPartProps) {
  const { t } = useTranslation();
  const backend = useBackend();
  const consent = useResource("profiles", () => backend.guides.consent(recipe, profile));
  const { links = [], mail } = consent.data ?? {};
  // Without a profile nothing is wrong yet: it only isn't known whose links they are.
  const whose = profile === "" && consent.problem?.code === "consent-no-application";
  return (
    <Group title={t("register.consent")}>
      <p className={text.hint}>{t("register.consentWhat")}</p>
      {whose ? <p className={text.hint}>{t("register.consentOf")}</p> : <Loading of={consent} />}
      <div className={css.links}>
        {links.map((link) => (
          <div key={link.generation}>
            <div className={css.explanationHead}>
              <strong>{t(`register.generation.${link.generation}`)}</strong>
              <CopyButton
                text={link.url}
                label={t("common.copyOf", { what: t(`register.generation.${link.generation}`) })}
                iconOnly
              />
            </div>
            <code className={text.hint}>{link.url}</code>
          </div>
        ))}
      </div>
      {mail && (
        <Details summary={t("register.message")}>
          <div className={css.explanationHead}>
            <span>{t("register.subject", { subject: mail.subject })}</span>
            <CopyButton
              appearance="secondary"
              text={`${mail.subject}\n\n${mail.text}`}
              label={t("common.copyOf", { what: t("register.message") })}
            />
          </div>
          <pre className={`${css.script} ${css.wrapped}`}>{mail.text}</pre>
        </Details>
      )}
      <ReadLink />
    </Group>
  );
}

function ReadLink() {
  const { t } = useTranslation();
  const backend = useBackend();
  const id = useId();
  const [text, setText] = useState("");
  const [read, setRead] = useState<ReadConsent | undefined>();
  const { saving, problem, save } = useSaving();
  const look = () =>
    save(async () => {
      setRead(undefined);
      setRead(await backend.guides.readConsent(text));
    });
  return (
    <>
      <Field label={labelFor(id, t("register.readLink"))} size="small">
        <Input id={id} size="small" value={text} onChange={(_, data) => setText(data.value)} />
      </Field>
      <div>
        <Button size="small" disabledFocusable={saving} onClick={() => void look()}>
          {t("register.read")}
        </Button>
      </div>
      {problem && <ProblemView problem={problem} />}
      <div role="status">{read && <Outcome read={read} />}</div>
    </>
  );
}

function Outcome({ read }: { read: ReadConsent }) {
  const { t } = useTranslation();
  const shown = (value: string | undefined) => (value ? tame(value) : undefined);
  const facts: Fact[] = [
    [t("register.host"), shown(read.host)],
    [t("register.tenant"), shown(read.tenant)],
    [t("register.client"), shown(read.clientId)],
    [t("register.permissions"), shown(read.scopes?.join(", "))],
    [t("register.back"), shown(read.redirectUri)],
  ];
  const granted = read.doubts?.length ? "register.saysGranted" : "register.granted";
  const said = !read.answer ? "register.asks" : read.granted ? granted : "register.notGranted";
  return (
    <>
      <p>
        <strong>{t(said)}</strong>
      </p>
      <Facts facts={facts} />
      {read.problem && <ProblemView problem={read.problem} quiet />}
      {read.doubts?.map((doubt) => (
        <ProblemView key={doubt.code} problem={doubt} quiet />
      ))}
    </>
  );
}

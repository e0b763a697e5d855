import { Link, Text } from "@fluentui/react-components";
import { useBackend } from "../../backend/context";
import type { Flow, Operation } from "../../backend/types";
import { isUnseen, useRedirect } from "../../backend/useRedirect";
import { useTranslation } from "../../i18n/i18n";
import { useSaving } from "../../ui/useSaving";
import { PasteField } from "../paste/PasteField";
import css from "./SignInPanel.module.css";

interface PasteBoxProps {
  operation: Operation;
  redirectUri: string;
  onSwitch(flow: Flow): void;
  // quiet leaves out the heading, where the line that opened it says the same.
  quiet?: boolean;
}

// PasteBox asks for the address on which the browser ended.
export function PasteBox({ operation, redirectUri, onSwitch, quiet }: PasteBoxProps) {
  const { t } = useTranslation();
  const backend = useBackend();
  const redirect = useRedirect(redirectUri);
  const unseen = redirect !== undefined && isUnseen(redirect);
  const { saving: busy, problem, save } = useSaving();

  const send = (text: string) => save(() => backend.connection.paste(operation.id, text));

  const title = t(unseen ? "signin.tools.title" : "signin.pasteTitle");
  const begins =
    redirectUri && redirect?.kind !== "nativeclient"
      ? `${t("signin.pasteExample", { start: redirectUri.slice(0, 80) })}. `
      : "";
  return (
    <section className={quiet ? `${css.paste} ${css.inside}` : css.paste} aria-label={title}>
      {!quiet && (
        <Text as="h3" weight="semibold">
          {title}
        </Text>
      )}
      {unseen ? (
        <FromTools nativeClient={redirect.kind === "nativeclient"} onSwitch={onSwitch} />
      ) : (
        <p>{(redirect || !redirectUri) && t("signin.pasteWhat")}</p>
      )}
      {operation.foreignHost && (
        <p className={css.note} role="note">
          <strong>{t("signin.foreignTitle")}.</strong> {t("signin.foreign", { host: operation.foreignHost })}
        </p>
      )}
      <PasteField
        id="signin-pasted"
        hint={begins + t(unseen ? "signin.pasteLine" : "signin.pasteWhatever")}
        send={t("signin.pasteContinue")}
        primary
        busy={busy}
        problem={problem}
        onSend={send}
      />
    </section>
  );
}

interface FromToolsProps {
  nativeClient: boolean;
  onSwitch(flow: Flow): void;
}

// FromTools says where the address is that the browser doesn't show, by browser, and offers
// what is easier first. What browsers do was looked at: app/profile/redirect.go.
function FromTools({ nativeClient, onSwitch }: FromToolsProps) {
  const { t } = useTranslation();
  return (
    <>
      <p>{t(nativeClient ? "signin.tools.nativeClient" : "signin.tools.private")}</p>
      <p>
        {t("signin.tools.easier")}{" "}
        <Link as="button" inline onClick={() => onSwitch("device-code")}>
          {t("signin.useDeviceCode")}
        </Link>
      </p>
      <p>{t("signin.tools.paste")}</p>
      <dl className={css.tools}>
        <dt>{t("signin.tools.chromium")}</dt>
        <dd>{t(nativeClient ? "signin.tools.chromiumNative" : "signin.tools.chromiumPrivate")}</dd>
        <dt>{t("signin.tools.firefox")}</dt>
        <dd>{t(nativeClient ? "signin.tools.firefoxNative" : "signin.tools.firefoxPrivate")}</dd>
      </dl>
      {nativeClient && <p>{t("signin.tools.warning")}</p>}
    </>
  );
}

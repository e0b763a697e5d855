import { Text } from "@fluentui/react-components";
import { useBackend } from "../../backend/context";
import type { Operation } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import { useSaving } from "../../ui/useSaving";
import { PasteField } from "../paste/PasteField";
import css from "./SignInPanel.module.css";

interface PasteBoxProps {
  operation: Operation;
  redirectUri: string;
  // quiet leaves out the heading, where the line that opened it says the same.
  quiet?: boolean;
}

// PasteBox asks for the address on which the browser ended.
export function PasteBox({ operation, redirectUri, quiet }: PasteBoxProps) {
  const { t } = useTranslation();
  const backend = useBackend();
  const { saving: busy, problem, save } = useSaving();

  const send = (text: string) => save(() => backend.connection.paste(operation.id, text));

  const begins = redirectUri ? `${t("signin.pasteExample", { start: redirectUri.slice(0, 80) })}. ` : "";
  return (
    <section className={quiet ? `${css.paste} ${css.inside}` : css.paste} aria-label={t("signin.pasteTitle")}>
      {!quiet && (
        <Text as="h4" weight="semibold">
          {t("signin.pasteTitle")}
        </Text>
      )}
      <p>{t("signin.pasteWhat")}</p>
      {operation.foreignHost && (
        <p className={css.note} role="note">
          <strong>{t("signin.foreignTitle")}.</strong> {t("signin.foreign", { host: operation.foreignHost })}
        </p>
      )}
      <PasteField
        id="signin-pasted"
        hint={begins + t("signin.pasteWhatever")}
        send={t("signin.pasteContinue")}
        primary
        busy={busy}
        problem={problem}
        onSend={send}
      />
    </section>
  );
}

import { useTranslation } from "../../i18n/i18n";
import { FileButton } from "../../ui/FileButton";
import { fileText } from "../../ui/fileText";

// OpenSetup takes the file that a helpdesk sent. What is far too large is handed on as
// nothing, which is no setup file either.
export function OpenSetup({ onSetup }: { onSetup(text: string): void }) {
  const { t } = useTranslation();
  return (
    <FileButton
      size="medium"
      label={t("setup.open")}
      accept=".json"
      onFile={(file) => void fileText(file).then((text) => onSetup(text ?? ""))}
    />
  );
}

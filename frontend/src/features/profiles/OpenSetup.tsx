import { useTranslation } from "../../i18n/i18n";
import { address } from "../../ui/addresses";
import { FileButton } from "../../ui/FileButton";
import { fileText } from "../../ui/fileText";
import { useNavigation } from "../../ui/navigation";

// OpenSetup takes the file that a helpdesk sent. What is far too large is handed on as
// nothing, which is no setup file either.
export function OpenSetup() {
  const { t } = useTranslation();
  const { go } = useNavigation();
  return (
    <FileButton
      size="medium"
      label={t("setup.open")}
      accept=".json"
      onFile={(file) => void fileText(file).then((text) => go(address.setup, text ?? ""))}
    />
  );
}

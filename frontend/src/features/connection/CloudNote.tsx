import { Link } from "@fluentui/react-components";
import { WarningRegular } from "@fluentui/react-icons/svg/warning";
import { useTranslation } from "../../i18n/i18n";
import ui from "../../ui/ui.module.css";
import { wordsOf } from "../problem/words";
import css from "./ConnectionDialog.module.css";
import { type FieldID, isGuess } from "./fields";
import { useCloudGuess } from "./useCloudGuess";
import type { Connection } from "./useConnection";

interface CloudNoteProps {
  connection: Connection;
  onGo(field: FieldID): void;
}

// CloudNote says, below the address, that it decided the cloud. The choice of a cloud is
// behind a closed line, where nobody would see that it was changed.
export function CloudNote({ connection, onGo }: CloudNoteProps) {
  const { t } = useTranslation();
  const { draft, problems } = connection.state;
  const typed = useCloudGuess(draft);
  const guess = typed ?? problems.find(isGuess);
  const words = guess && wordsOf(guess);
  return (
    <div role="status" className={words ? css.advice : ui.hidden}>
      {words && (
        <>
          <WarningRegular fontSize={20} aria-hidden />
          <span>
            <strong>{words.title}.</strong> {words.what} {words.you}{" "}
            <Link as="button" inline onClick={() => onGo("cloud")}>
              {t("dialog.lookAtCloud")}
            </Link>
          </span>
        </>
      )}
    </div>
  );
}

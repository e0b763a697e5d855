import { Link } from "@fluentui/react-components";
import { WarningRegular } from "@fluentui/react-icons/svg/warning";
import type { Draft, Problem } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import ui from "../../ui/ui.module.css";
import { wordsOf } from "../problem/words";
import css from "./CloudNote.module.css";
import { type FieldID, isGuess } from "./fields";
import { useCloudGuess } from "./useCloudGuess";

interface CloudNoteProps {
  draft: Draft;
  problems: Problem[];
  onGo(field: FieldID): void;
}

// CloudNote says, below the address, that it decided the cloud. The choice of a cloud is
// behind a closed line, where nobody would see that it was changed.
export function CloudNote({ draft, problems, onGo }: CloudNoteProps) {
  const { t } = useTranslation();
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

import { Button } from "@fluentui/react-components";
import { useBackend } from "../../backend/context";
import { useLoad } from "../../backend/useLoad";
import { useTranslation } from "../../i18n/i18n";
import { CloudMark } from "../../ui/marks";
import type { Opened } from "../../ui/opened";
import { Sheet } from "../../ui/Sheet";
import { useSaving } from "../../ui/useSaving";
import { ProblemView } from "../problem/ProblemView";
import { SetupFacts } from "./SetupFacts";

interface SetupSheetProps {
  // text is the file's.
  text: string;
  onOpen(opened: Opened): void;
  onClose(): void;
}

// SetupSheet shows what a setup file says. Nothing of it is used before the person has
// looked at its hosts and says so.
export function SetupSheet({ text, onOpen, onClose }: SetupSheetProps) {
  const { t } = useTranslation();
  const backend = useBackend();
  const { data: view, problem: unreadable } = useLoad(
    () => backend.transfer.readSetup(text),
    [backend, text],
  );
  const { saving, problem, save } = useSaving();

  // Somebody who has the profile already may want a second one.
  const again = problem?.code === "setup-already";
  const adopt = (then: (after: () => void) => void, next: (id: string) => void) =>
    save(async () => {
      const draft = await backend.transfer.adopt(text, again);
      then(() => next(draft.profile.id));
    });

  return (
    <Sheet
      title={t("setup.title")}
      mark={<CloudMark cloud={view?.profile.cloud} />}
      onClose={onClose}
      actions={(then) =>
        view && (
          <>
            <Button disabledFocusable={saving} onClick={() => void adopt(then, onClose)}>
              {t(again ? "setup.saveAgain" : "setup.saveOnly")}
            </Button>
            {!again && (
              <Button
                appearance="primary"
                disabledFocusable={saving}
                onClick={() => void adopt(then, (id) => onOpen({ kind: "signin", id }))}
              >
                {t("setup.save")}
              </Button>
            )}
          </>
        )
      }
    >
      {unreadable && (
        <>
          <ProblemView problem={unreadable} />
          <p>{t("setup.notUsed")}</p>
        </>
      )}
      {problem && <ProblemView problem={problem} />}
      {view && <SetupFacts view={view} />}
    </Sheet>
  );
}

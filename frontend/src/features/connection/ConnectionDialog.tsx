import { Dialog, DialogSurface, Spinner } from "@fluentui/react-components";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Opened } from "../../app/Screens";
import { useBackend } from "../../backend/context";
import { asProblem } from "../../backend/problem";
import type { Draft, Problem } from "../../backend/types";
import { ProblemView } from "../problem/ProblemView";
import { ConnectionEditor } from "./ConnectionEditor";
import css from "./ConnectionDialog.module.css";

interface ConnectionDialogProps {
  opened: Opened;
  onClose(): void;
}

// ConnectionDialog is the connection profile dialog. It stays open until the
// editor lets go: Esc and every other way out asks it first.
export function ConnectionDialog({ opened, onClose }: ConnectionDialogProps) {
  const { t } = useTranslation();
  const loaded = useDraft(opened);
  const leave = useRef(onClose);

  return (
    <Dialog
      open
      modalType="modal"
      onOpenChange={(event, data) => {
        if (data.open) return;
        // A click beside the dialog is no wish to leave it.
        if (data.type === "backdropClick") return;
        event.preventDefault();
        leave.current();
      }}
    >
      <DialogSurface
        className={css.surface}
        aria-label={t("dialog.title")}
        backdrop={{ className: css.backdrop }}
      >
        {loaded.problem && (
          <div className={css.middle}>
            <ProblemView
              problem={loaded.problem}
              steps={{ retry: { label: t("common.close"), run: onClose }, none: { label: t("common.close"), run: onClose } }}
            />
          </div>
        )}
        {!loaded.problem && !loaded.draft && (
          <div className={css.middle}>
            <Spinner label={t("dialog.opening")} />
          </div>
        )}
        {loaded.draft && (
          <ConnectionEditor draft={loaded.draft} opened={opened} leaveRef={leave} onClose={onClose} />
        )}
      </DialogSurface>
    </Dialog>
  );
}

function useDraft(opened: Opened): { draft: Draft | undefined; problem: Problem | undefined } {
  const backend = useBackend();
  const [loaded, setLoaded] = useState<{ draft: Draft | undefined; problem: Problem | undefined }>({
    draft: undefined,
    problem: undefined,
  });
  useEffect(() => {
    let live = true;
    const draft =
      opened.kind === "new" ? backend.profiles.blank(opened.practice) : backend.profiles.get(opened.id);
    draft.then(
      (draft) => live && setLoaded({ draft, problem: undefined }),
      (reason: unknown) => live && setLoaded({ draft: undefined, problem: asProblem(reason) }),
    );
    return () => {
      live = false;
    };
  }, [backend, opened]);
  return loaded;
}

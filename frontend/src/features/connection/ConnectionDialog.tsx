import { Button, Dialog, DialogSurface } from "@fluentui/react-components";
import { useEffect, useRef, useState } from "react";
import { useBackend } from "../../backend/context";
import { asProblem } from "../../backend/problem";
import type { Draft, Problem } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import type { Opened } from "../../ui/opened";
import { useClosing } from "../../ui/useClosing";
import { ProblemView } from "../problem/ProblemView";
import css from "./ConnectionDialog.module.css";
import { ConnectionEditor } from "./ConnectionEditor";

interface ConnectionDialogProps {
  opened: Opened;
  onClose(): void;
}

// ConnectionDialog is the connection profile dialog. It stays open until the
// editor lets go: Esc and every other way out asks it first.
export function ConnectionDialog({ opened, onClose }: ConnectionDialogProps) {
  const { t } = useTranslation();
  const loaded = useDraft(opened);
  const { open, close } = useClosing();
  const closed = () => close(onClose);
  const leave = useRef(closed);
  const loading = !loaded.draft && !loaded.problem;

  useEffect(() => {
    // Fluent focuses the first control it finds; the name is the one to begin with.
    if (loaded.draft) document.getElementById("field-name")?.focus();
  }, [loaded.draft]);

  // A dialog that opens empty would have nothing to focus; Go answers in milliseconds.
  if (loading) return null;

  return (
    <Dialog
      open={open}
      modalType="modal"
      surfaceMotion={null}
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
            <ProblemView problem={loaded.problem} />
            <Button onClick={closed}>{t("common.close")}</Button>
          </div>
        )}
        {loaded.draft && (
          <ConnectionEditor draft={loaded.draft} opened={opened} leaveRef={leave} onClose={closed} />
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
      opened.kind === "new"
        ? backend.profiles.blank(opened.practice, opened.recipe ?? "")
        : backend.profiles.get(opened.id);
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

import { Button, Dialog, DialogSurface } from "@fluentui/react-components";
import { useEffect, useRef } from "react";
import { useBackend } from "../../backend/context";
import { useLoad } from "../../backend/useLoad";
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
  const backend = useBackend();
  const loaded = useLoad(
    () =>
      opened.kind === "new"
        ? backend.profiles.blank(opened.practice, opened.recipe ?? "")
        : backend.profiles.get(opened.id),
    [backend, opened],
  );
  const draft = loaded.data;
  const { open, close } = useClosing();
  const closed = () => close(onClose);
  const leave = useRef(closed);
  const loading = !draft && !loaded.problem;

  // A dialog that opens empty would have nothing to focus; Go answers in milliseconds.
  if (loading) return null;

  return (
    <>
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
            <div className={css.unreadable}>
              <ProblemView problem={loaded.problem} />
              <Button onClick={closed}>{t("common.close")}</Button>
            </div>
          )}
          {draft && <ConnectionEditor draft={draft} opened={opened} leaveRef={leave} onClose={closed} />}
        </DialogSurface>
      </Dialog>
      {draft && <BeginAtName />}
    </>
  );
}

// BeginAtName focuses the name after Fluent has focused the first control that it found.
function BeginAtName() {
  useEffect(() => document.getElementById("field-name")?.focus(), []);
  return null;
}

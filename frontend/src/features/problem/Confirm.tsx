import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from "@fluentui/react-components";
import { type ReactNode, useState } from "react";
import { asProblem } from "../../backend/problem";
import type { Problem } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import css from "../../ui/ui.module.css";
import { useClosing } from "../../ui/useClosing";
import { LazyProblem } from "./LazyProblem";

interface ConfirmProps {
  title: string;
  what: ReactNode;
  // yes is the label of the button that does it; without it there is only one way out.
  yes?: string;
  no?: string;
  // onYes does it, while the question still stands; onDone follows when it is gone.
  onYes?: () => Promise<void> | void;
  onDone?: () => void;
  onNo(): void;
}

// Confirm asks before something is lost. Esc means no.
export function Confirm({ title, what, yes, no, onYes, onDone, onNo }: ConfirmProps) {
  const { t } = useTranslation();
  const { open, close } = useClosing();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | undefined>();

  async function confirm() {
    setBusy(true);
    setProblem(undefined);
    try {
      await onYes?.();
      close(() => onDone?.());
    } catch (reason) {
      setProblem(asProblem(reason));
      setBusy(false);
    }
  }

  return (
    <Dialog
      open={open}
      modalType="alert"
      surfaceMotion={null}
      onOpenChange={(_, data) => !data.open && close(onNo)}
    >
      <DialogSurface className={css.question} backdrop={{ className: css.dim }}>
        <DialogBody>
          <DialogTitle as="h2">{title}</DialogTitle>
          <DialogContent>
            {what}
            {problem && <LazyProblem problem={problem} />}
          </DialogContent>
          <DialogActions fluid>
            <Button className={css.whole} onClick={() => close(onNo)}>
              {no ?? t("common.cancel")}
            </Button>
            {yes && (
              <Button
                className={css.whole}
                appearance="primary"
                disabledFocusable={busy}
                onClick={() => void confirm()}
              >
                {yes}
              </Button>
            )}
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

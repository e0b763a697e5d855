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
import { useTranslation } from "react-i18next";
import { asProblem } from "../backend/problem";
import type { Problem } from "../backend/types";
import { LazyProblem } from "../features/problem/LazyProblem";

interface ConfirmProps {
  title: string;
  what: ReactNode;
  // yes is the label of the button that does it; without it there is only one way out.
  yes?: string;
  no?: string;
  onYes?: () => Promise<void> | void;
  onNo(): void;
}

// Confirm asks before something is lost. Esc means no.
export function Confirm({ title, what, yes, no, onYes, onNo }: ConfirmProps) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | undefined>();

  async function confirm() {
    setBusy(true);
    setProblem(undefined);
    try {
      await onYes?.();
    } catch (reason) {
      setProblem(asProblem(reason));
    }
    setBusy(false);
  }

  return (
    <Dialog open modalType="alert" onOpenChange={(_, data) => !data.open && onNo()}>
      <DialogSurface style={{ maxWidth: 460 }}>
        <DialogBody>
          <DialogTitle as="h2">{title}</DialogTitle>
          <DialogContent>
            {what}
            {problem && <LazyProblem problem={problem} />}
          </DialogContent>
          <DialogActions>
            <Button onClick={onNo}>{no ?? t("common.cancel")}</Button>
            {yes && (
              <Button appearance="primary" disabledFocusable={busy} onClick={() => void confirm()}>
                {yes}
              </Button>
            )}
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

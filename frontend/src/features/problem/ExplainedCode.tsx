import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from "@fluentui/react-components";
import type { ReactElement } from "react";
import { useTranslation } from "../../i18n/i18n";
import ui from "../../ui/ui.module.css";
import { useClosing } from "../../ui/useClosing";
import css from "./ExplainBox.module.css";
import { LazyProblem } from "./LazyProblem";

interface ExplainedCodeProps {
  // name is what people call the error.
  name: string;
  code: string;
  mark?: ReactElement;
  onClose(): void;
}

// ExplainedCode explains an error in the words that a user of it would get.
export function ExplainedCode({ name, code, mark, onClose }: ExplainedCodeProps) {
  const { t } = useTranslation();
  const { open, close } = useClosing();
  return (
    <Dialog open={open} surfaceMotion={null} onOpenChange={(_, data) => !data.open && close(onClose)}>
      <DialogSurface className={css.dialog} backdrop={{ className: ui.dim }}>
        <DialogBody>
          <DialogTitle as="h2" action={mark}>
            {name}
          </DialogTitle>
          <DialogContent>
            <LazyProblem problem={{ kind: "refused", code }} quiet />
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={() => close(onClose)}>
              {t("common.close")}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

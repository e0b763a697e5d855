import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Link,
} from "@fluentui/react-components";
import { useState } from "react";
import { useTranslation } from "../../i18n/i18n";
import ui from "../../ui/ui.module.css";
import { useClosing } from "../../ui/useClosing";
import { ProblemView } from "../problem/ProblemView";
import { wordsOf } from "../problem/words";
import css from "./helpdesk.module.css";

// CodeButton names an error and explains it in the words that a user of it would get.
// Latchkey's own codes are names that nobody has seen: their titles are shown.
export function CodeButton({ code }: { code: string }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const known = /^AADSTS\d+$/.test(code);
  const name = known ? code : wordsOf({ kind: "refused", code }).title;
  return (
    <>
      <Link
        as="button"
        inline
        className={known ? css.code : undefined}
        aria-label={t("helpdesk.codeExplained", { code: name })}
        onClick={() => setOpen(true)}
      >
        {name}
      </Link>
      {open && <Explained name={name} code={code} onClose={() => setOpen(false)} />}
    </>
  );
}

function Explained({ name, code, onClose }: { name: string; code: string; onClose(): void }) {
  const { t } = useTranslation();
  const { open, close } = useClosing();
  return (
    <Dialog open={open} surfaceMotion={null} onOpenChange={(_, data) => !data.open && close(onClose)}>
      <DialogSurface className={css.explained} backdrop={{ className: ui.dim }}>
        <DialogBody>
          <DialogTitle as="h2">{name}</DialogTitle>
          <DialogContent>
            <ProblemView problem={{ kind: "refused", code }} quiet />
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

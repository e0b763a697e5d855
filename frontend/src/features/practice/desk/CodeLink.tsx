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
import { useTranslation } from "../../../i18n/i18n";
import { PracticeMark } from "../../../ui/PracticeMark";
import ui from "../../../ui/ui.module.css";
import { useClosing } from "../../../ui/useClosing";
import { LazyProblem } from "../../problem/LazyProblem";
import css from "./desk.module.css";

// CodeLink names an AADSTS code and explains it in the words that a user of it would get.
export function CodeLink({ code }: { code: number }) {
  const [open, setOpen] = useState(false);
  const name = `AADSTS${code}`;
  return (
    <>
      <Link as="button" inline className={css.code} onClick={() => setOpen(true)}>
        {name}
      </Link>
      {open && <Explained name={name} onClose={() => setOpen(false)} />}
    </>
  );
}

function Explained({ name, onClose }: { name: string; onClose(): void }) {
  const { t } = useTranslation();
  const { open, close } = useClosing();
  return (
    <Dialog open={open} surfaceMotion={null} onOpenChange={(_, data) => !data.open && close(onClose)}>
      <DialogSurface className={css.explained} backdrop={{ className: ui.dim }}>
        <DialogBody>
          <DialogTitle as="h2" action={<PracticeMark />}>
            {name}
          </DialogTitle>
          <DialogContent>
            <LazyProblem problem={{ kind: "refused", code: name }} quiet />
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

import { Button, Dialog, DialogSurface, Text } from "@fluentui/react-components";
import { DismissRegular } from "@fluentui/react-icons/svg/dismiss";
import type { ReactNode } from "react";
import { useTranslation } from "../i18n/i18n";
import css from "./Sheet.module.css";
import ui from "./ui.module.css";
import { useClosing } from "./useClosing";

interface SheetProps {
  title: string;
  mark?: ReactNode;
  // actions are the buttons below; leave closes the sheet and then runs what it is given.
  actions?: (leave: (after: () => void) => void) => ReactNode;
  onClose(): void;
  children: ReactNode;
}

// Sheet is a large dialog that holds nothing to lose: Esc and Close leave it.
export function Sheet({ title, mark, actions, onClose, children }: SheetProps) {
  const { t } = useTranslation();
  const { open, close } = useClosing();
  return (
    <Dialog
      open={open}
      modalType="modal"
      surfaceMotion={null}
      onOpenChange={(_, data) => !data.open && close(onClose)}
    >
      <DialogSurface className={css.surface} aria-label={title} backdrop={{ className: ui.dim }}>
        <div className={css.head}>
          <Text as="h2" size={500} weight="semibold" className={css.title}>
            {title}
          </Text>
          {mark}
          <span className={css.spring} />
          <Button
            appearance="subtle"
            icon={<DismissRegular />}
            aria-label={t("common.close")}
            onClick={() => close(onClose)}
          />
        </div>
        <div className={css.body}>{children}</div>
        {actions && <div className={css.foot}>{actions(close)}</div>}
      </DialogSurface>
    </Dialog>
  );
}

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
  // wide takes as much of the window as there is.
  wide?: boolean;
  // guard stands before every way out: it calls what it is given when nothing is lost.
  guard?(leave: () => void): void;
  onClose(): void;
  children: ReactNode;
}

// Sheet is a large dialog: Esc and Close leave it, at once unless it has a guard.
export function Sheet({ title, mark, actions, wide, guard, onClose, children }: SheetProps) {
  const { t } = useTranslation();
  const { open, close: closeNow } = useClosing();
  const close = (after: () => void) => (guard ? guard(() => closeNow(after)) : closeNow(after));
  return (
    <Dialog
      open={open}
      modalType="modal"
      surfaceMotion={null}
      onOpenChange={(_, data) => !data.open && close(onClose)}
    >
      <DialogSurface
        className={wide ? `${css.surface} ${css.wide}` : css.surface}
        aria-label={title}
        backdrop={{ className: ui.dim }}
      >
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

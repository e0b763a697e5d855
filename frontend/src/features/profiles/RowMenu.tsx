import { Menu, MenuDivider, MenuItem, MenuList, MenuPopover } from "@fluentui/react-components";
import { useEffect, useState } from "react";
import type { ProfileRow } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import { address } from "../../ui/addresses";
import { useNavigation } from "../../ui/navigation";
import { tame } from "../../ui/Truncated";
import { SignOutQuestion } from "../session/SignOutQuestion";

interface RowMenuProps {
  row: ProfileRow;
  target: HTMLElement;
  onDelete(): void;
  onClose(): void;
}

type Stage = "menu" | "sign-out";

// RowMenu is what a profile's "..." opens, and the questions that follow.
export function RowMenu({ row, target, onDelete, onClose }: RowMenuProps) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const [stage, setStage] = useState<Stage>("menu");

  useEffect(() => {
    // Whatever ends this gives the focus back to the button that opened it.
    return () => target.focus();
  }, [target]);

  const name = tame(row.name, 60);

  if (stage === "menu") {
    return (
      <Menu open inline positioning={{ target }} onOpenChange={(_, data) => !data.open && onClose()}>
        <MenuPopover>
          <MenuList aria-label={t("home.moreFor", { name })}>
            <MenuItem onClick={() => go(address.profile({ kind: "edit", id: row.id }))}>
              {t("home.openShort")}
            </MenuItem>
            <MenuItem onClick={() => go(address.profile({ kind: "values", id: row.id }))}>
              {t("menu.values")}
            </MenuItem>
            <MenuItem onClick={() => go(address.session(row.id))}>{t("menu.session")}</MenuItem>
            <MenuItem persistOnClick onClick={() => setStage("sign-out")}>
              {t("menu.signOut")}
            </MenuItem>
            <MenuDivider />
            <MenuItem disabled={row.readOnly} onClick={onDelete}>
              {t("menu.delete")}
            </MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
    );
  }
  return <SignOutQuestion profile={row} onDone={onClose} onNo={onClose} />;
}

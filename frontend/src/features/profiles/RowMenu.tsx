import { Menu, MenuDivider, MenuItem, MenuList, MenuPopover } from "@fluentui/react-components";
import { useEffect, useState } from "react";
import { useBackend } from "../../backend/context";
import type { ProfileRow } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import { useAnnounce } from "../../ui/Announcer";
import { address } from "../../ui/addresses";
import { useNavigation } from "../../ui/navigation";
import { tame } from "../../ui/Truncated";
import { Confirm } from "../problem/Confirm";
import { SignOutQuestion } from "../session/SignOutQuestion";

interface RowMenuProps {
  row: ProfileRow;
  target: HTMLElement;
  onClose(): void;
}

type Stage = "menu" | "delete" | "sign-out";

// RowMenu is what a profile's "..." opens, and the questions that follow.
export function RowMenu({ row, target, onClose }: RowMenuProps) {
  const { t } = useTranslation();
  const backend = useBackend();
  const { go } = useNavigation();
  const announce = useAnnounce();
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
            <MenuItem persistOnClick disabled={row.readOnly} onClick={() => setStage("delete")}>
              {t("menu.delete")}
            </MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
    );
  }
  if (stage === "delete") {
    return (
      <Confirm
        title={t("menu.deleteTitle", { name })}
        what={t("menu.deleteWhat")}
        yes={t("menu.deleteYes")}
        onYes={async () => {
          await backend.profiles.delete(row.id, row.rev);
          announce(t("menu.deleted", { name }));
        }}
        onDone={onClose}
        onNo={onClose}
      />
    );
  }
  return <SignOutQuestion profile={row} onDone={onClose} onNo={onClose} />;
}

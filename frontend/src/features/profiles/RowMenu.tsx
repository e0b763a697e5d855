import {
  Menu,
  MenuDivider,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  type PositioningVirtualElement,
} from "@fluentui/react-components";
import { useState } from "react";
import type { ProfileRow } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import { colors } from "../../ui/colors";
import { tame } from "../../ui/Truncated";
import { SignOutQuestion } from "../session/SignOutQuestion";
import css from "./list.module.css";
import type { Actions } from "./useActions";

export type MenuTarget = HTMLElement | PositioningVirtualElement;

interface RowMenuProps {
  row: ProfileRow;
  // selected are the profiles that Test, Export and Delete are about.
  selected: readonly ProfileRow[];
  target: MenuTarget;
  actions: Actions;
  onRename(): void;
  onRemove(): void;
  onClose(): void;
}

// RowMenu is everything that can be done with a profile: what its "...", the right mouse
// button, the menu key and Shift+F10 open.
export function RowMenu({ row, selected, target, actions, onRename, onRemove, onClose }: RowMenuProps) {
  const { t } = useTranslation();
  const [signingOut, setSigningOut] = useState(false);
  const name = tame(row.name, 60);
  if (signingOut) return <SignOutQuestion profile={row} onDone={onClose} onNo={onClose} />;

  const fixed = row.readOnly;
  const colored = row.color.toLowerCase();
  return (
    <Menu
      open
      inline
      positioning={{ target, position: "after", align: "top", autoSize: true }}
      onOpenChange={(_, data) => !data.open && onClose()}
    >
      <MenuPopover>
        <MenuList aria-label={t("home.moreFor", { name })}>
          <MenuItem secondaryContent={t("menu.enter")} onClick={() => actions.open(row)}>
            {t("home.openShort")}
          </MenuItem>
          <MenuItem onClick={() => void actions.copy(row)}>{t("menu.copy")}</MenuItem>
          <MenuItem onClick={() => actions.values(row)}>{t("menu.values")}</MenuItem>
          <MenuItem disabled={!row.url} onClick={() => void actions.test(selected)}>
            {selected.length > 1 ? t("menu.testMany", { count: selected.length }) : t("menu.test")}
          </MenuItem>
          <MenuItem disabled={!row.url || row.practice} onClick={() => void actions.browse(row)}>
            {t("menu.browse")}
          </MenuItem>
          <MenuDivider />
          <MenuItem onClick={() => actions.signIn(row)}>{t("home.signIn")}</MenuItem>
          <MenuItem onClick={() => actions.session(row)}>{t("menu.session")}</MenuItem>
          <MenuItem persistOnClick onClick={() => setSigningOut(true)}>
            {t("menu.signOut")}
          </MenuItem>
          <MenuDivider />
          <MenuItem disabled={fixed} onClick={() => void actions.look(row, { pinned: !row.pinned })}>
            {t(row.pinned ? "menu.unpin" : "menu.pin")}
          </MenuItem>
          <MenuItem disabled={fixed} secondaryContent="F2" onClick={onRename}>
            {t("menu.rename")}
          </MenuItem>
          <Menu
            inline
            checkedValues={{ color: [colored] }}
            onCheckedValueChange={(_, data) => {
              void actions.look(row, { color: data.checkedItems[0] ?? "" });
              onClose();
            }}
          >
            <MenuTrigger disableButtonEnhancement>
              <MenuItem disabled={fixed}>{t("extras.color")}</MenuItem>
            </MenuTrigger>
            <MenuPopover>
              <MenuList>
                {colors.map(([key, value]) => (
                  <MenuItemRadio
                    key={key}
                    name="color"
                    value={value}
                    icon={<span className={css.swatch} style={value ? { background: value } : undefined} />}
                  >
                    {t(`extras.colors.${key}`)}
                  </MenuItemRadio>
                ))}
              </MenuList>
            </MenuPopover>
          </Menu>
          <MenuItem onClick={() => void actions.duplicate(row)}>{t("menu.duplicate")}</MenuItem>
          <MenuItem onClick={() => void actions.keep(selected)}>
            {selected.length > 1 ? t("menu.exportMany", { count: selected.length }) : t("menu.export")}
          </MenuItem>
          <MenuDivider />
          <MenuItem disabled={fixed} secondaryContent={t("menu.deleteKey")} onClick={onRemove}>
            {selected.length > 1 ? t("menu.deleteMany", { count: selected.length }) : t("menu.delete")}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

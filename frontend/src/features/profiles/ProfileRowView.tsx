import { Button } from "@fluentui/react-components";
import { CopyRegular } from "@fluentui/react-icons/svg/copy";
import { MoreHorizontalRegular } from "@fluentui/react-icons/svg/more-horizontal";
import { OpenRegular } from "@fluentui/react-icons/svg/open";
import { PersonKeyRegular } from "@fluentui/react-icons/svg/person-key";
import { PinRegular } from "@fluentui/react-icons/svg/pin";
import { PlugConnectedCheckmarkRegular } from "@fluentui/react-icons/svg/plug-connected-checkmark";
import { memo } from "react";
import type { ProfileRow } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import { CustomMark, PracticeMark } from "../../ui/marks";
import { Truncated, tame } from "../../ui/Truncated";
import css from "./list.module.css";
import { Status } from "./Status";
import type { TestState } from "./useTests";

// Do is what a row can ask for; the list does it.
export type Do = "open" | "copy" | "test" | "signIn" | "browse";

interface RowProps {
  row: ProfileRow;
  id: string;
  index: number;
  // top is where the row stands, in pixels.
  top: number;
  active: boolean;
  selected: boolean;
  test: TestState | undefined;
  now: number;
  menuOpen: boolean;
  onDo(what: Do, row: ProfileRow): void;
  onMenu(row: ProfileRow, at: HTMLElement): void;
}

// ProfileRowView is made again only when something of it changes. Its buttons are for the
// mouse: the keyboard has the list's keys and the menu, and one tab stop for all rows.
export const ProfileRowView = memo(function ProfileRowView(props: RowProps) {
  const { row, id, index, top, active, selected, test, now, menuOpen, onDo, onMenu } = props;
  const { t } = useTranslation();
  const name = tame(row.name, 100);
  const classes = [css.row, active && css.active, selected && css.selected].filter(Boolean).join(" ");
  const action = (what: Do, label: string, icon: React.ReactElement, disabled = false) => (
    <Button
      size="small"
      appearance="subtle"
      tabIndex={-1}
      icon={icon}
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={() => onDo(what, row)}
    />
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the list
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus
    <div
      role="row"
      id={id}
      data-id={row.id}
      aria-rowindex={index + 1}
      aria-selected={selected}
      className={classes}
      style={{ transform: `translateY(${top}px)` }}
    >
      <span className={css.color} style={{ background: row.color || "transparent" }} aria-hidden />
      {/* biome-ignore lint/a11y/useSemanticElements: see the list */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the list has the focus */}
      <div role="gridcell" className={css.what}>
        <div className={css.nameLine}>
          <button
            type="button"
            tabIndex={-1}
            className={css.name}
            aria-label={t("home.open", { name })}
            onClick={(event) => {
              // With these a row is selected, not opened.
              if (!event.ctrlKey && !event.metaKey && !event.shiftKey) onDo("open", row);
            }}
          >
            <Truncated text={row.name} />
          </button>
          {row.pinned && <PinRegular fontSize={14} className={css.muted} aria-label={t("home.pinned")} />}
          {row.practice && <PracticeMark />}
          {row.custom && <CustomMark />}
          {row.label && <Truncated text={row.label} className={css.label} />}
        </div>
        <Truncated text={whereText(row) || t("home.noOrganization")} className={css.where} />
      </div>
      <Status row={row} test={test} now={now} />
      {/* biome-ignore lint/a11y/useSemanticElements: see the list */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the list has the focus */}
      <div role="gridcell" className={css.actions}>
        {action("copy", t("home.copyOf", { name }), <CopyRegular />)}
        {action("test", t("home.testOf", { name }), <PlugConnectedCheckmarkRegular />, !row.url)}
        {action("signIn", t("home.signInTo", { name }), <PersonKeyRegular />)}
        {action("browse", t("home.browseOf", { name }), <OpenRegular />, !row.url || row.practice)}
        <Button
          size="small"
          appearance="subtle"
          tabIndex={-1}
          icon={<MoreHorizontalRegular />}
          aria-label={t("home.moreFor", { name })}
          title={t("home.more")}
          aria-haspopup="menu"
          aria-expanded={menuOpen}
          onClick={(event) => onMenu(row, event.currentTarget)}
        />
      </div>
    </div>
  );
});

function whereText(row: ProfileRow): string {
  const host = row.url.replace(/^https:\/\//, "").replace(/\/$/, "");
  return [row.organization, host, row.account].filter(Boolean).join(" · ");
}

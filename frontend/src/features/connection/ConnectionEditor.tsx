import { type RefObject, useEffect, useRef, useState } from "react";
import type { Draft } from "../../backend/types";
import { hasEnded } from "../../backend/useOperation";
import { useTranslation } from "../../i18n/i18n";
import { useAnnounce } from "../../ui/Announcer";
import type { Opened } from "../../ui/opened";
import { Confirm } from "../problem/Confirm";
import { SignInPanel } from "../signin/SignInPanel";
import { useShowPanel } from "../signin/useShowPanel";
import { AddOnCard } from "./AddOnCard";
import css from "./ConnectionDialog.module.css";
import { ConnectionForm } from "./ConnectionForm";
import { DialogHead } from "./DialogHead";
import { isDirty } from "./draft";
import { Footer } from "./Footer";
import { type FieldID, isInOtherWays } from "./fields";
import { OverDialog } from "./OverDialog";
import { tabOf } from "./tabs";
import { useConnection } from "./useConnection";
import { useFocusOn } from "./useFocusOn";
import { type Over, useSteps } from "./useSteps";
import { wayIn } from "./way";

interface ConnectionEditorProps {
  draft: Draft;
  opened: Opened;
  // leaveRef is what Esc and the like call.
  leaveRef: RefObject<() => void>;
  onClose(): void;
}

// ConnectionEditor is the dialog once there is a draft: the form, the signing-in
// panel over it while a person is awaited, and the values at the end.
export function ConnectionEditor({ draft, opened, leaveRef, onClose }: ConnectionEditorProps) {
  const { t } = useTranslation();
  const connection = useConnection(draft, opened.kind === "values" ? "card" : "form");
  const { state, dispatch, operation } = connection;
  const { profile } = state.draft;
  const way = wayIn(profile);
  const [asking, setAsking] = useState(false);
  const [users, setUsers] = useState(false);
  const [typing, setTyping] = useState(0);
  const [others, setOthers] = useState(0);
  const [over, setOver] = useState<Over | undefined>();
  const panel = useShowPanel(operation) && operation !== undefined;

  const close = () => {
    connection.credentials.discard();
    onClose();
  };
  const leave = () => {
    // Between the press of a button and the panel there is nothing to ask yet.
    if (connection.working) void connection.cancel();
    else if (isDirty(state) || connection.credentials.waiting) setAsking(true);
    else close();
  };
  useEffect(() => {
    // Esc closes what was opened last.
    leaveRef.current = users ? () => setUsers(false) : leave;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a question belongs to the view it was asked over
  useEffect(() => setAsking(false), [panel, state.view]);

  useBeginning(opened, connection);
  useTabWords(way === "two-factor");
  useWayBack(panel, connection);
  // After the way back: a control that was asked for has the last word.
  const focusOn = useFocusOn();

  // A sign-in that is left for the form must not go on behind it.
  const toForm = () => {
    if (operation && !hasEnded(operation)) void connection.cancel();
    else dispatch({ type: "stopped" });
  };
  const goTo = (field: FieldID, on = way) => {
    toForm();
    dispatch({ type: "tab", tab: tabOf(field, on) });
    if (isInOtherWays(field)) setOthers((n) => n + 1);
    focusOn(`field-${field}`);
  };
  const typeAddress = () => {
    toForm();
    dispatch({ type: "tab", tab: "connection" });
    setTyping((n) => n + 1);
  };
  const steps = useSteps(connection, operation, { goTo, toForm, typeAddress, show: setOver });

  if (state.view === "card") {
    return (
      <AddOnCard
        draft={state.draft}
        warnings={state.problems}
        proved={Boolean(state.tested || profile.lastVerified)}
        onBack={() => dispatch({ type: "view", view: "form" })}
        onDone={onClose}
      />
    );
  }

  return (
    <>
      <DialogHead profile={profile} panel={panel} users={users} onUsers={setUsers} />
      <div className={css.stage}>
        {panel && (
          <div className={css.over}>
            <SignInPanel
              operation={operation}
              profile={profile}
              steps={steps}
              onSwitch={connection.switchTo}
              onCancel={() => void connection.cancel()}
              onBack={() => dispatch({ type: "stopped" })}
            />
          </div>
        )}
        {/* The form stays behind the panel, with its place and size: to make it and to lay
            it out anew would keep the rows waiting. */}
        <div className={css.form} style={panel ? { visibility: "hidden" } : undefined} inert={panel}>
          <ConnectionForm
            connection={connection}
            steps={steps}
            users={users}
            typing={typing}
            others={others}
            onGo={goTo}
            onShow={setOver}
            focusOn={focusOn}
          />
          {!panel && <Footer connection={connection} onCancel={leave} />}
        </div>
      </div>
      {over && <OverDialog over={over} connection={connection} onClose={() => setOver(undefined)} />}
      {asking && (
        <Confirm
          title={t("dialog.leaveTitle")}
          what={
            profile.name
              ? t("dialog.leaveWhat", { name: profile.name.slice(0, 60) })
              : t("dialog.leaveUnnamed")
          }
          yes={t("dialog.leaveYes")}
          no={t("dialog.leaveNo")}
          onDone={close}
          onNo={() => setAsking(false)}
        />
      )}
    </>
  );
}

type Connection = ReturnType<typeof useConnection>;

// useBeginning starts at once what the dialog was opened for.
function useBeginning(opened: Opened, connection: Connection): void {
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current || (opened.kind !== "signin" && opened.kind !== "prompt")) return;
    begun.current = true;
    const { profile } = connection.state.draft;
    if (opened.kind === "prompt") void connection.retrieve(true);
    else if (profile.organization || wayIn(profile) === "application") void connection.test();
    else void connection.retrieve(false);
  });
}

// useTabWords says that the second tab came or went: ticking its box doesn't go there.
function useTabWords(shown: boolean): void {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    announce(t(shown ? "dialog.twoFactorShown" : "dialog.twoFactorHidden"));
  }, [shown, announce, t]);
}

// useWayBack gives the focus on when the panel goes: where it was, the way goes on.
function useWayBack(panel: boolean, connection: Connection): void {
  const had = useRef(false);
  const { tested, rows } = connection.state;
  useEffect(() => {
    const left = had.current && !panel;
    had.current = panel;
    if (!left) return;
    const to = tested ? "save" : rows && rows.length > 0 ? "organizations" : "retrieve";
    (document.getElementById(to) ?? document.getElementById("retrieve"))?.focus();
  }, [panel, tested, rows]);
}

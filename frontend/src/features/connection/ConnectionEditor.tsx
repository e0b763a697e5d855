import { useEffect, useRef, useState } from "react";
import type { Draft } from "../../backend/types";
import { hasEnded } from "../../backend/useOperation";
import { useTranslation } from "../../i18n/i18n";
import { useAnnounce } from "../../ui/Announcer";
import { address, type Opened } from "../../ui/addresses";
import { CloudMark } from "../../ui/marks";
import { useLeaving, useNavigation } from "../../ui/navigation";
import { Page } from "../../ui/Page";
import { tame } from "../../ui/Truncated";
import { PracticeBanner } from "../practice/PracticeBanner";
import { Confirm } from "../problem/Confirm";
import { SignInPanel } from "../signin/SignInPanel";
import { useShowPanel } from "../signin/useShowPanel";
import { AddOnCard } from "./AddOnCard";
import css from "./ConnectionEditor.module.css";
import { ConnectionForm } from "./ConnectionForm";
import { Footer } from "./Footer";
import type { FieldID } from "./fields";
import { OverPage } from "./OverPage";
import { signInKind } from "./signInKind";
import { isDirty, isWorking } from "./state";
import { type Connection, useConnection } from "./useConnection";
import { useSteps } from "./useSteps";
import { useWanted } from "./useWanted";
import { type Work, WorkProvider } from "./work";

interface ConnectionEditorProps {
  draft: Draft;
  opened: Opened;
}

// ConnectionEditor is the page once there is a draft: the form, the signing-in
// panel over it while a person is awaited, and the values at the end.
export function ConnectionEditor({ draft, opened }: ConnectionEditorProps) {
  const { t } = useTranslation();
  const { go, back, replace } = useNavigation();
  const [connection, work] = useConnection(draft, opened.kind === "values" ? "card" : "form");
  const { state, operation } = connection;
  const { dispatch } = work;
  const { profile } = state.draft;
  const { over } = state;
  const isQuestion = over === "confirm-cloud";
  const kind = signInKind(profile);
  const panel = useShowPanel(operation) && operation !== undefined;

  const [held, setHeld] = useState<{ leave(): void } | undefined>();
  useLeaving(isDirty(state) || connection.credentials.waiting, (leave) => setHeld({ leave }));
  const leave = () => {
    // Between the press of a button and the panel there is nothing to leave for yet.
    if (isWorking(state)) void work.cancel();
    else back(address.profiles);
  };

  // The address is that of the saved profile, so a reload comes back to it.
  const saved = state.saved.profile.id;
  useEffect(() => {
    if (saved) replace(address.profile({ kind: state.view === "card" ? "values" : "edit", id: saved }));
  }, [saved, state.view, replace]);

  useBeginning(opened, state.draft, work);
  useSaveKey(state.view === "form" && !panel && !over && !held && !state.draft.readOnly, work);
  useTabWords(kind === "two-factor");
  useWayBack(panel, connection);
  // After the way back: a control that was asked for has the last word.
  useWanted(state.wanted);

  // A sign-in that is left for the form must not go on behind it.
  const toForm = () => {
    if (operation && !hasEnded(operation)) void work.cancel();
    else dispatch({ type: "stopped" });
  };
  const goTo = (field: FieldID, on = kind) => {
    toForm();
    dispatch({ type: "go", field, kind: on });
  };
  const typeAddress = () => {
    toForm();
    dispatch({ type: "address", open: true });
  };
  const steps = useSteps(connection, work, { goTo, toForm, typeAddress });

  if (state.view === "card") {
    return (
      <AddOnCard
        draft={state.draft}
        warnings={state.problems}
        savedNow={state.savedNow}
        proved={Boolean(state.tested || profile.lastVerified)}
        onBack={() => dispatch({ type: "view", view: "form" })}
        onDone={() => go(address.profiles)}
      />
    );
  }

  return (
    <WorkProvider value={work}>
      <Page
        fill
        title={profile.name ? tame(profile.name, 80) : t("dialog.untitled")}
        mark={<CloudMark cloud={profile.cloud} />}
        tools={
          profile.cloud === "practice" &&
          !panel && (
            <PracticeBanner
              open={state.usersShown}
              onToggle={() => dispatch({ type: "users", shown: !state.usersShown })}
            />
          )
        }
        cover={over && !isQuestion && <OverPage over={over} draft={state.draft} />}
        // Esc closes what was opened last.
        back={t("common.backToProfiles")}
        onBack={state.usersShown ? () => dispatch({ type: "users", shown: false }) : leave}
      >
        <div className={css.stage}>
          {panel && (
            <div className={css.over}>
              <SignInPanel
                operation={operation}
                profile={profile}
                steps={steps}
                onSwitch={work.switchTo}
                onCancel={() => void work.cancel()}
                onBack={() => dispatch({ type: "stopped" })}
              />
            </div>
          )}
          {/* The form stays behind the panel, with its place and size: to make it and to lay
            it out anew would keep the rows waiting. */}
          <form
            className={css.form}
            style={panel ? { visibility: "hidden" } : undefined}
            inert={panel}
            noValidate
            onSubmit={(event) => event.preventDefault()}
          >
            <ConnectionForm connection={connection} steps={steps} onGo={goTo} />
            {!panel && <Footer state={state} onCancel={leave} />}
          </form>
        </div>
        {over && isQuestion && <OverPage over={over} draft={state.draft} />}
        {held && (
          <Confirm
            title={t("dialog.leaveTitle")}
            what={
              profile.name
                ? t("dialog.leaveWhat", { name: tame(profile.name, 60) })
                : t("dialog.leaveUnnamed")
            }
            yes={t("dialog.leaveYes")}
            no={t("dialog.leaveNo")}
            onDone={() => {
              work.discardCredentials();
              held.leave();
            }}
            onNo={() => setHeld(undefined)}
          />
        )}
      </Page>
    </WorkProvider>
  );
}

// useSaveKey saves by Ctrl+S, or Command+S.
function useSaveKey(on: boolean, { save }: Work): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      if (event.key.toLowerCase() !== "s") return;
      event.preventDefault(); // the browser's own saving of the page
      if (on) void save();
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, [on, save]);
}

// useBeginning starts at once what the dialog was opened for.
function useBeginning(opened: Opened, draft: Draft, work: Work): void {
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current || (opened.kind !== "signin" && opened.kind !== "prompt")) return;
    begun.current = true;
    const { profile } = draft;
    if (opened.kind === "prompt") void work.retrieve(true);
    else if (profile.organization || signInKind(profile) === "application") void work.test();
    else void work.retrieve(false);
  }, [opened, draft, work]);
}

// useTabWords says that the second tab came or went: ticking its box doesn't go there.
function useTabWords(shown: boolean): void {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const before = useRef(shown);
  useEffect(() => {
    if (before.current === shown) return;
    before.current = shown;
    announce(t(shown ? "dialog.twoFactorShown" : "dialog.twoFactorHidden"));
  }, [shown, announce, t]);
}

// useWayBack gives the focus on when the panel goes: where it was, the way goes on.
function useWayBack(panel: boolean, { state: { tested, rows } }: Connection): void {
  const had = useRef(false);
  useEffect(() => {
    const left = had.current && !panel;
    had.current = panel;
    if (!left) return;
    const to = tested ? "save" : rows && rows.length > 0 ? "organizations" : "retrieve";
    (document.getElementById(to) ?? document.getElementById("retrieve"))?.focus();
  }, [panel, tested, rows]);
}

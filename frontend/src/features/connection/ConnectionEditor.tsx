import { Tab, TabList, Text } from "@fluentui/react-components";
import { type RefObject, useEffect, useRef, useState } from "react";
import type { Opened } from "../../app/Screens";
import type { Draft } from "../../backend/types";
import { hasEnded } from "../../backend/useOperation";
import { useTranslation } from "../../i18n/i18n";
import { useAnnounce } from "../../ui/Announcer";
import { Confirm } from "../../ui/Confirm";
import { PracticeMark } from "../../ui/PracticeMark";
import { PracticeBanner, PracticeUsers } from "../practice/PracticeBanner";
import type { NextStep } from "../problem/ProblemView";
import { ProblemView } from "../problem/ProblemView";
import type { Next } from "../problem/words";
import { SignInPanel } from "../signin/SignInPanel";
import { useShowPanel } from "../signin/useShowPanel";
import { AddOnCard } from "./AddOnCard";
import css from "./ConnectionDialog.module.css";
import { ConnectionTab } from "./ConnectionTab";
import { errorsOf, type FieldID, isDirty, tabOf } from "./draft";
import { ErrorSummary } from "./ErrorSummary";
import { Footer } from "./Footer";
import { TwoFactorTab } from "./TwoFactorTab";
import { useConnection } from "./useConnection";

interface ConnectionEditorProps {
  draft: Draft;
  opened: Opened;
  // leaveRef is what Esc and the like call.
  leaveRef: RefObject<() => void>;
  onClose(): void;
}

// ConnectionEditor is the dialog once there is a draft: the form, the signing-in
// panel in its place while a person is awaited, and the values at the end.
export function ConnectionEditor({ draft, opened, leaveRef, onClose }: ConnectionEditorProps) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const connection = useConnection(draft, opened.kind === "values" ? "card" : "form");
  const { state, dispatch, operation } = connection;
  const { profile, readOnly } = state.draft;
  const [asking, setAsking] = useState(false);
  const [users, setUsers] = useState(false);
  const [typing, setTyping] = useState(0);
  const [focusOn, setFocusOn] = useState<{ id: string } | undefined>();
  const panel = useShowPanel(operation);
  const practice = profile.cloud === "practice";
  const twoFactorShown = profile.online && profile.twoFactor;

  const leave = () => {
    // Between the press of a button and the panel there is nothing to ask yet.
    if (connection.working) void connection.cancel();
    else if (isDirty(state)) setAsking(true);
    else onClose();
  };
  useEffect(() => {
    // Esc closes what was opened last.
    leaveRef.current = users ? () => setUsers(false) : leave;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a question belongs to the view it was asked over
  useEffect(() => setAsking(false), [panel, state.view]);

  const begun = useRef(false);
  useEffect(() => {
    if (opened.kind !== "signin" || begun.current) return;
    begun.current = true;
    void (profile.organization ? connection.test() : connection.retrieve(false));
  });

  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    announce(t(twoFactorShown ? "dialog.twoFactorShown" : "dialog.twoFactorHidden"));
  }, [twoFactorShown, announce, t]);

  // The panel had the focus: where it was, the way goes on.
  const hadPanel = useRef(false);
  const { tested, rows } = state;
  useEffect(() => {
    const left = hadPanel.current && !panel;
    hadPanel.current = panel;
    if (!left) return;
    const to = tested ? "save" : rows && rows.length > 0 ? "organizations" : "retrieve";
    (document.getElementById(to) ?? document.getElementById("retrieve"))?.focus();
  }, [panel, tested, rows]);

  // A control in the other tab can take the focus only after that tab is shown.
  useEffect(() => {
    if (!focusOn) return;
    document.getElementById(focusOn.id)?.focus();
  }, [focusOn]);

  // A sign-in that is left for the form must not go on behind it.
  const backToForm = () => {
    if (operation && !hasEnded(operation)) void connection.cancel();
    else dispatch({ type: "stopped" });
  };
  const goTo = (field: FieldID) => {
    backToForm();
    dispatch({ type: "tab", tab: tabOf(field) });
    setFocusOn({ id: `field-${field}` });
  };
  const again = () => void (state.started?.kind === "test" ? connection.test() : connection.retrieve(false));
  const typeAddress = () => {
    backToForm();
    dispatch({ type: "tab", tab: "connection" });
    setTyping((n) => n + 1);
  };
  const step = (label: string, run: () => void): NextStep => ({ label, run });
  const steps: Partial<Record<Next, NextStep>> = {
    retry: step(t("signin.tryAgain"), again),
    "sign-in": step(t("home.signIn"), again),
    "prompt-again": step(t("dialog.promptAgain"), () => void connection.retrieve(true)),
    "edit-name": step(t("dialog.changeOf", { what: t("dialog.name") }), () => goTo("name")),
    "edit-tenant": step(t("dialog.changeWhere"), () => goTo("where")),
    ...(twoFactorShown && {
      "edit-application-id": step(t("dialog.changeOf", { what: t("twoFactor.applicationId") }), () =>
        goTo("applicationId"),
      ),
      "edit-redirect-uri": step(t("dialog.changeOf", { what: t("twoFactor.redirectUri") }), () =>
        goTo("redirectUri"),
      ),
    }),
    "unlock-keychain": step(t("keychain.unlock"), () => void connection.unlock()),
    "use-memory": step(t("keychain.useMemory"), () => void connection.keepInMemory()),
    "type-url": step(t("dialog.typeAddress"), typeAddress),
  };

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

  const title = (
    <div className={css.head}>
      <Text as="h2" size={500} weight="semibold">
        {t("dialog.title")}
      </Text>
      {practice && <PracticeMark />}
      {practice && !panel && <PracticeBanner open={users} onToggle={() => setUsers((now) => !now)} />}
    </div>
  );
  const question = asking && (
    <Confirm
      title={t("dialog.leaveTitle")}
      what={
        profile.name ? t("dialog.leaveWhat", { name: profile.name.slice(0, 60) }) : t("dialog.leaveUnnamed")
      }
      yes={t("dialog.leaveYes")}
      no={t("dialog.leaveNo")}
      onDone={onClose}
      onNo={() => setAsking(false)}
    />
  );

  if (panel && operation) {
    return (
      <>
        {title}
        <SignInPanel
          operation={operation}
          practice={practice}
          redirectUri={profile.redirectUri ?? ""}
          steps={steps}
          onCancel={() => void connection.cancel()}
          onBack={() => dispatch({ type: "stopped" })}
        />
      </>
    );
  }

  return (
    <>
      {title}
      {practice && users && <PracticeUsers />}
      <TabList
        className={css.tabs}
        aria-label={t("dialog.tabs")}
        selectedValue={state.tab}
        onTabSelect={(_, data) =>
          dispatch({ type: "tab", tab: data.value === "twoFactor" ? "twoFactor" : "connection" })
        }
      >
        <Tab value="connection" id="tab-connection" aria-controls="panel-connection">
          {t("dialog.tabConnection")}
        </Tab>
        {twoFactorShown && (
          <Tab value="twoFactor" id="tab-twoFactor" aria-controls="panel-twoFactor">
            {t("dialog.tabTwoFactor")}
          </Tab>
        )}
      </TabList>
      <div className={css.body}>
        <ErrorSummary problems={errorsOf(state.problems)} attempt={state.attempt} onGo={goTo} />
        {state.failure && <ProblemView problem={state.failure} steps={steps} />}
        <div
          className={css.panel}
          role="tabpanel"
          id="panel-connection"
          aria-labelledby="tab-connection"
          hidden={state.tab !== "connection"}
        >
          <ConnectionTab connection={connection} typing={typing} onEnterIDs={() => goTo("applicationId")} />
        </div>
        {twoFactorShown && (
          <div
            className={css.panel}
            role="tabpanel"
            id="panel-twoFactor"
            aria-labelledby="tab-twoFactor"
            hidden={state.tab !== "twoFactor"}
          >
            <TwoFactorTab
              applicationId={profile.applicationId ?? ""}
              redirectUri={profile.redirectUri ?? ""}
              practice={practice}
              readOnly={readOnly}
              problems={state.problems}
              onChange={(change) => dispatch({ type: "edit", change })}
              onNext={() => {
                dispatch({ type: "tab", tab: "connection" });
                setFocusOn({ id: "retrieve" });
              }}
            />
          </div>
        )}
      </div>
      <Footer connection={connection} onCancel={leave} />
      {question}
    </>
  );
}

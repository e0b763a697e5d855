import { Button, Tab, TabList, Text } from "@fluentui/react-components";
import { type RefObject, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Opened } from "../../app/Screens";
import type { Draft } from "../../backend/types";
import { useAnnounce } from "../../ui/Announcer";
import { Confirm } from "../../ui/Confirm";
import { PracticeMark } from "../../ui/PracticeMark";
import { PracticeBanner } from "../practice/PracticeBanner";
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
  const [typing, setTyping] = useState(0);
  const [focusField, setFocusField] = useState<{ field: FieldID } | undefined>();
  const panel = useShowPanel(operation);
  const practice = profile.cloud === "practice";
  const twoFactorShown = profile.online && profile.twoFactor;

  const leave = () => {
    if (panel && operation) void connection.cancel();
    else if (isDirty(state)) setAsking(true);
    else onClose();
  };
  useEffect(() => {
    leaveRef.current = leave;
  });

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

  // A control in the other tab can take the focus only after that tab is shown.
  useEffect(() => {
    if (!focusField) return;
    document.getElementById(`field-${focusField.field}`)?.focus();
  }, [focusField]);

  const goTo = (field: FieldID) => {
    dispatch({ type: "stopped" });
    dispatch({ type: "tab", tab: tabOf(field) });
    setFocusField({ field });
  };
  const again = () => void (state.started?.kind === "test" ? connection.test() : connection.retrieve(false));
  const typeAddress = () => {
    dispatch({ type: "stopped" });
    dispatch({ type: "tab", tab: "connection" });
    setTyping((n) => n + 1);
  };
  const step = (label: string, run: () => void): NextStep => ({ label, run });
  const steps: Partial<Record<Next, NextStep>> = {
    retry: step(t("signin.tryAgain"), again),
    "sign-in": step(t("home.signIn"), again),
    "prompt-again": step(t("dialog.promptAgain"), () => void connection.retrieve(true)),
    "edit-name": step(t("dialog.name"), () => goTo("name")),
    "edit-tenant": step(t("dialog.where"), () => goTo("where")),
    ...(twoFactorShown && {
      "edit-application-id": step(t("twoFactor.applicationId"), () => goTo("applicationId")),
      "edit-redirect-uri": step(t("twoFactor.redirectUri"), () => goTo("redirectUri")),
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
      {practice && <PracticeBanner />}
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
          <ConnectionTab connection={connection} typing={typing} />
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
              readOnly={readOnly}
              problems={state.problems}
              onChange={(change) => dispatch({ type: "edit", change })}
            />
          </div>
        )}
      </div>
      <Footer connection={connection} onCancel={leave} />
      {question}
    </>
  );
}

function Footer({
  connection,
  onCancel,
}: {
  connection: ReturnType<typeof useConnection>;
  onCancel(): void;
}) {
  const { t } = useTranslation();
  const { profile, readOnly } = connection.state.draft;
  const testing = connection.busy === "test" || connection.state.started?.kind === "test";
  const testWhy = !profile.online
    ? t("dialog.onPremisesWhy")
    : !profile.organization && !profile.organizationUrl
      ? t("dialog.testNeedsOrganization")
      : undefined;
  const why = readOnly ? t("dialog.readOnlyWhy") : testWhy;

  return (
    <div className={css.foot}>
      <span className={css.why} id="foot-why">
        {why}
      </span>
      <Button
        disabledFocusable={testWhy !== undefined || testing}
        aria-describedby={testWhy ? "foot-why" : undefined}
        onClick={() => void connection.test()}
      >
        {testing ? t("dialog.testing") : t("dialog.test")}
      </Button>
      <Button
        appearance="primary"
        disabledFocusable={readOnly || connection.busy === "save"}
        aria-describedby={readOnly ? "foot-why" : undefined}
        onClick={() => void connection.save()}
      >
        {t("dialog.save")}
      </Button>
      <Button onClick={onCancel}>{t("common.cancel")}</Button>
    </div>
  );
}

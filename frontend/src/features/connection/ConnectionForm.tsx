import { Tab, TabList } from "@fluentui/react-components";
import { memo, useCallback } from "react";
import type { Profile } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import { useReleased } from "../../ui/useReleased";
import { PracticeUsers } from "../practice/PracticeBanner";
import { ProblemView, type ProblemViewProps } from "../problem/ProblemView";
import css from "./ConnectionForm.module.css";
import { ConnectionTab } from "./ConnectionTab";
import { ErrorSummary } from "./ErrorSummary";
import type { FieldID } from "./fields";
import frame from "./frame.module.css";
import { signInKind } from "./signInKind";
import { type DialogState, errorsOf, nextStep } from "./state";
import { TwoFactorTab } from "./TwoFactorTab";
import type { Connection } from "./useConnection";
import { useWork, type Work } from "./work";

interface ConnectionFormProps {
  connection: Connection;
  steps: ProblemViewProps["steps"];
  onGo(field: FieldID): void;
}

// ConnectionForm is what can be typed: the two tabs, and above them what is wrong.
export function ConnectionForm({ connection, steps, onGo }: ConnectionFormProps) {
  const { state } = connection;
  const { dispatch, look, retrieve } = useWork();
  const { profile, readOnly } = state.draft;
  const practice = profile.cloud === "practice";
  const kind = signInKind(profile);
  const twoFactorShown = kind === "two-factor";

  const onChange = useCallback((change: Partial<Profile>) => dispatch({ type: "edit", change }), [dispatch]);
  const released = useReleased();
  const onLeft = useCallback(
    (field: "applicationId" | "redirectUri") => released(() => void look(field)),
    [look, released],
  );
  const onRetrieve = useCallback(() => {
    dispatch({ type: "tab", tab: "connection", focus: "retrieve" });
    void retrieve(false);
  }, [dispatch, retrieve]);
  const onScript = useCallback(() => dispatch({ type: "over", over: "registration" }), [dispatch]);

  return (
    <>
      {practice && state.usersShown && <PracticeUsers />}
      <Tabs tab={state.tab} twoFactor={twoFactorShown} dispatch={dispatch} />
      <div className={frame.body}>
        <ErrorSummary problems={errorsOf(state.problems)} kind={kind} attempt={state.attempt} onGo={onGo} />
        {state.failure && <ProblemView problem={state.failure} steps={steps} />}
        <div
          className={css.panel}
          role="tabpanel"
          id="panel-connection"
          aria-labelledby="tab-connection"
          hidden={state.tab !== "connection"}
        >
          <ConnectionTab connection={connection} steps={steps} onGo={onGo} />
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
              method={profile.method}
              cloud={profile.cloud}
              readOnly={readOnly}
              problems={state.problems}
              shown={state.tab === "twoFactor"}
              next={nextStep(state) === "retrieve"}
              onChange={onChange}
              onLeft={onLeft}
              onRetrieve={onRetrieve}
              onScript={onScript}
            />
          </div>
        )}
      </div>
    </>
  );
}

interface TabsProps {
  tab: DialogState["tab"];
  twoFactor: boolean;
  dispatch: Work["dispatch"];
}

// Tabs change seldom, and Fluent measures them each time that they are rendered.
const Tabs = memo(function Tabs({ tab, twoFactor, dispatch }: TabsProps) {
  const { t } = useTranslation();
  return (
    <TabList
      className={css.tabs}
      aria-label={t("dialog.tabs")}
      selectedValue={tab}
      onTabSelect={(_, data) =>
        dispatch({ type: "tab", tab: data.value === "twoFactor" ? "twoFactor" : "connection" })
      }
    >
      <Tab value="connection" id="tab-connection" aria-controls="panel-connection">
        {t("dialog.tabConnection")}
      </Tab>
      {twoFactor && (
        <Tab value="twoFactor" id="tab-twoFactor" aria-controls="panel-twoFactor">
          {t("dialog.tabTwoFactor")}
        </Tab>
      )}
    </TabList>
  );
});

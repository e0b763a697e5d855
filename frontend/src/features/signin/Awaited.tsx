import { Button } from "@fluentui/react-components";
import { useState } from "react";
import { useBackend } from "../../backend/context";
import { asProblem } from "../../backend/problem";
import type { Flow, Operation, Problem, Profile } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import { useAnnounce } from "../../ui/Announcer";
import { CopyButton } from "../../ui/CopyButton";
import { Details } from "../../ui/Details";
import { ExplainBox } from "../problem/ExplainBox";
import { ProblemView, type ProblemViewProps } from "../problem/ProblemView";
import { AnotherWay } from "./AnotherWay";
import { BrowserFailed } from "./BrowserFailed";
import { Doubts } from "./Doubts";
import { PasteBox } from "./PasteBox";
import css from "./SignInPanel.module.css";
import { Timer } from "./Timer";

interface AwaitedProps {
  operation: Operation;
  profile: Profile;
  steps: ProblemViewProps["steps"];
  problem: Problem | undefined;
  onProblem(problem: Problem | undefined): void;
  onSwitch(flow: Flow): void;
}

// Awaited is what a person who is awaited in the browser can do here: whatever
// the browser does, one of these leads on.
export function Awaited({ operation, profile, steps, problem, onProblem, onSwitch }: AwaitedProps) {
  const { t } = useTranslation();
  const backend = useBackend();
  const announce = useAnnounce();
  const [explaining, setExplaining] = useState(false);
  const [others, setOthers] = useState(false);
  const [pasting, setPasting] = useState(false);
  const { id, state, flow, deviceCode } = operation;
  const redirectUri = profile.redirectUri ?? "";

  const ask = async (action: () => Promise<void>, said?: string) => {
    onProblem(undefined);
    try {
      await action();
      if (said) announce(said);
    } catch (reason) {
      onProblem(asProblem(reason));
    }
  };
  const openAgain = () => void ask(() => backend.connection.openAgain(id), t("signin.openedAgain"));

  return (
    <>
      {operation.browserFailed && !deviceCode && <BrowserFailed operation={operation} />}
      {(!deviceCode || state === "overdue") && <Timer operation={operation} />}
      {state === "overdue" && (
        <p className={css.note} role="alert">
          {t("signin.overdue")}
        </p>
      )}
      <Doubts operation={operation} onSwitch={onSwitch} />
      <div className={css.buttons}>
        {state === "overdue" && (
          <Button
            size="small"
            appearance="primary"
            onClick={() => void ask(() => backend.connection.keepWaiting(id))}
          >
            {t("signin.keepWaiting")}
          </Button>
        )}
        {!deviceCode && (
          <>
            <Button size="small" onClick={openAgain}>
              {t("signin.openAgain")}
            </Button>
            <CopyButton
              appearance="secondary"
              label={t("signin.copyLink")}
              said={t("signin.linkCopied")}
              text={() => backend.connection.address(id)}
              onProblem={(reason) => onProblem(asProblem(reason))}
            />
          </>
        )}
        <Button size="small" aria-expanded={explaining} onClick={() => setExplaining((now) => !now)}>
          {t("signin.showsError")}
        </Button>
        <Button size="small" aria-expanded={others} onClick={() => setOthers((now) => !now)}>
          {t("signin.anotherWay")}
        </Button>
      </div>
      {problem && <ProblemView problem={problem} steps={steps} />}
      {others && <AnotherWay operation={operation} profile={profile} onSwitch={onSwitch} />}
      {explaining && (
        <ExplainBox label={t("signin.errorText")} hint={t("signin.errorTextHint")} steps={steps} focus />
      )}
      {flow === "paste" ? (
        <PasteBox operation={operation} redirectUri={redirectUri} onSwitch={onSwitch} />
      ) : (
        // A browser that insists on https gets its own button for it above.
        !deviceCode &&
        !operation.httpsForced && (
          <Details summary={t("signin.pasteInstead")} open={pasting} onOpened={setPasting} late>
            <PasteBox operation={operation} redirectUri={redirectUri} onSwitch={onSwitch} quiet />
          </Details>
        )
      )}
    </>
  );
}

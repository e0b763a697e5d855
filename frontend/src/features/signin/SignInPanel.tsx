import { Button } from "@fluentui/react-components";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useBackend } from "../../backend/context";
import { asProblem } from "../../backend/problem";
import type { Operation, Problem } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import { useAnnounce } from "../../ui/Announcer";
import { CopyButton } from "../../ui/CopyButton";
import { ExplainBox } from "../problem/ExplainBox";
import { ProblemView, type ProblemViewProps } from "../problem/ProblemView";
import { PasteBox } from "./PasteBox";
import css from "./SignInPanel.module.css";
import { Steps } from "./Steps";
import { Timer } from "./Timer";

const Users = lazy(() => import("../practice/Users").then((m) => ({ default: m.Users })));
const DockedPhone = lazy(() => import("../practice/DockedPhone").then((m) => ({ default: m.DockedPhone })));

interface SignInPanelProps {
  operation: Operation;
  practice: boolean;
  redirectUri: string;
  steps: ProblemViewProps["steps"];
  onCancel(): void;
  onBack(): void;
}

// SignInPanel stands in place of the form while a person is awaited in the
// browser, and after a sign-in that went wrong, until it has been read.
export function SignInPanel({ operation, practice, redirectUri, steps, onCancel, onBack }: SignInPanelProps) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [problem, setProblem] = useState<Problem | undefined>();
  const [explaining, setExplaining] = useState(false);
  const announce = useAnnounce();
  const heading = useRef<HTMLHeadingElement>(null);
  const { id, state } = operation;
  const awaited = state === "waiting" || state === "overdue";
  const failed = state === "failed";

  // The form is gone: the heading takes the focus, once, and again on a failure.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a failure is the moment, not a value to read
  useEffect(() => {
    heading.current?.focus();
  }, [failed]);

  const ask = async (action: () => Promise<void>, said?: string) => {
    setProblem(undefined);
    try {
      await action();
      if (said) announce(said);
    } catch (reason) {
      setProblem(asProblem(reason));
    }
  };

  return (
    <>
      <div className={css.panel}>
        <div className={css.main}>
          <h3 ref={heading} tabIndex={-1} className={css.title}>
            {t(titleOf(operation))}
          </h3>
          {operation.problem && (
            <ProblemView problem={operation.problem} steps={failed ? steps : undefined} />
          )}
          {awaited && operation.browserFailed && <BrowserFailed operation={operation} />}
          <Steps steps={operation.steps} />
          {awaited && <Timer operation={operation} />}
          {state === "overdue" && (
            <p className={css.note} role="alert">
              {t("signin.overdue")}
            </p>
          )}
          {awaited && (
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
              <Button
                size="small"
                onClick={() => void ask(() => backend.connection.openAgain(id), t("signin.openedAgain"))}
              >
                {t("signin.openAgain")}
              </Button>
              <CopyButton
                appearance="secondary"
                label={t("signin.copyLink")}
                said={t("signin.linkCopied")}
                text={() => backend.connection.address(id)}
                onProblem={(reason) => setProblem(asProblem(reason))}
              />
              <Button size="small" aria-expanded={explaining} onClick={() => setExplaining((now) => !now)}>
                {t("signin.showsError")}
              </Button>
            </div>
          )}
          {problem && <ProblemView problem={problem} />}
          {awaited && explaining && (
            <ExplainBox label={t("signin.errorText")} hint={t("signin.errorTextHint")} steps={steps} focus />
          )}
          {awaited && operation.way === "paste" && (
            <PasteBox operation={operation} redirectUri={redirectUri} />
          )}
          {practice && awaited && (
            <Suspense fallback={null}>
              <Users title={t("signin.signInAs")} hint={t("signin.practiceHint")} />
            </Suspense>
          )}
          {operation.strays > 0 && (
            <p className={css.muted}>{t("signin.strays", { count: operation.strays })}</p>
          )}
        </div>
        {practice && !failed && operation.way !== "silent" && (
          <Suspense fallback={<aside className={css.dock} />}>
            <DockedPhone />
          </Suspense>
        )}
      </div>
      <div className={css.foot}>
        {failed ? (
          <Button onClick={onBack}>{t("common.back")}</Button>
        ) : (
          <Button onClick={onCancel}>{t("common.cancel")}</Button>
        )}
      </div>
    </>
  );
}

function titleOf(operation: Operation) {
  const test = operation.kind === "test";
  if (operation.kind === "unlock" && operation.state !== "failed") return "keychain.unlocking";
  switch (operation.state) {
    case "failed":
      return test ? "signin.titleTestFailed" : "signin.titleFailed";
    case "overdue":
      return "signin.titleOverdue";
    case "waiting":
      return "signin.title";
    default:
      return test ? "signin.titleTest" : "signin.titleSilent";
  }
}

// BrowserFailed shows the address when nothing could open it.
function BrowserFailed({ operation }: { operation: Operation }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [address, setAddress] = useState("");
  useEffect(() => {
    let live = true;
    backend.connection.address(operation.id).then(
      (text) => live && setAddress(text),
      () => undefined,
    );
    return () => {
      live = false;
    };
  }, [backend, operation.id]);
  return (
    <section className={css.note} aria-labelledby="browser-failed">
      <strong id="browser-failed">{t("signin.browserFailed")}.</strong> {t("signin.browserFailedWhat")}
      <div className={css.address}>
        <textarea
          readOnly
          rows={3}
          value={address}
          aria-label={t("signin.address")}
          onFocus={(e) => e.target.select()}
        />
        {address && <CopyButton text={address} label={t("signin.copyLink")} iconOnly />}
      </div>
    </section>
  );
}

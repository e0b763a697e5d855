import { Button, Link } from "@fluentui/react-components";
import { Suspense, useEffect, useRef, useState } from "react";
import { useBackend } from "../../backend/context";
import { asProblem } from "../../backend/problem";
import type { Flow, Operation, Problem, Profile } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import { part } from "../../ui/part";
import { tame } from "../../ui/Truncated";
import text from "../../ui/text.module.css";
import { ProblemView, type ProblemViewProps } from "../problem/ProblemView";
import { Awaited } from "./Awaited";
import css from "./SignInPanel.module.css";
import { Steps } from "./Steps";

const DeviceCodeBox = part(() => import("./DeviceCodeBox").then((m) => m.DeviceCodeBox));
const Users = part(() => import("../practice/Users").then((m) => m.Users));
const DockedPhone = part(() => import("../practice/DockedPhone").then((m) => m.DockedPhone));

interface SignInPanelProps {
  operation: Operation;
  profile: Profile;
  steps: ProblemViewProps["steps"];
  // onSwitch goes to another sign-in method.
  onSwitch(flow: Flow): Promise<Problem | undefined>;
  onCancel(): void;
  onBack(): void;
}

// SignInPanel stands over the form while a person is awaited in the browser, and
// after a sign-in that went wrong, until it has been read.
export function SignInPanel({ operation, profile, steps, onSwitch, onCancel, onBack }: SignInPanelProps) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [problem, setProblem] = useState<Problem | undefined>();
  const heading = useRef<HTMLHeadingElement>(null);
  const practice = profile.cloud === "practice";
  const { state, flow } = operation;
  const awaited = state === "waiting" || state === "overdue";
  const failed = state === "failed";

  // The form is hidden: the heading takes the focus, once, and again on a failure.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a failure is the moment, not a value to read
  useEffect(() => {
    heading.current?.focus();
  }, [failed]);

  const switchTo = async (to: Flow) => {
    setProblem(await onSwitch(to));
    // The button that was pressed goes with the way it belongs to.
    heading.current?.focus();
  };

  const skip = async () => {
    setProblem(undefined);
    // The link goes with the tenant.
    heading.current?.focus();
    try {
      await backend.connection.skip(operation.id);
    } catch (reason) {
      setProblem(asProblem(reason));
    }
  };

  return (
    <>
      <div className={css.panel}>
        <div className={css.main}>
          <h2 ref={heading} tabIndex={-1} className={css.title}>
            {t(titleOf(operation))}
          </h2>
          {operation.problem && (
            <ProblemView problem={operation.problem} steps={failed ? steps : undefined} />
          )}
          {operation.fallback && !failed && (
            <ProblemView
              problem={{ ...operation.fallback, warning: true }}
              steps={{ "edit-redirect-uri": steps?.["edit-redirect-uri"] }}
              quiet
            />
          )}
          {operation.guest && !failed && (
            <div className={css.note}>
              <span role="status">{t("signin.guest", { tenant: tame(operation.guest, 80) })}</span>{" "}
              {awaited && operation.kind === "retrieve" && (
                <Link as="button" inline onClick={() => void skip()}>
                  {t("signin.skip")}
                </Link>
              )}
            </div>
          )}
          {awaited && operation.deviceCode && (
            <Suspense fallback={null}>
              <DeviceCodeBox id={operation.id} code={operation.deviceCode} />
            </Suspense>
          )}
          <Steps operation={operation} />
          {awaited && (
            <Awaited
              // What was opened for one way is closed for the next.
              key={flow}
              operation={operation}
              profile={profile}
              steps={steps}
              problem={problem}
              onProblem={setProblem}
              onSwitch={(to) => void switchTo(to)}
            />
          )}
          {practice && awaited && (
            <Suspense fallback={null}>
              <Users title={t("signin.signInAs")} hint={t("signin.practiceHint")} />
            </Suspense>
          )}
          {operation.rejectedRequests > 0 && (
            <p className={text.hint}>{t("signin.strays", { count: operation.rejectedRequests })}</p>
          )}
        </div>
        {practice && !failed && operation.flow !== "" && (
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
      return operation.deviceCode ? "signin.titleDeviceCode" : "signin.title";
    default:
      return test ? "signin.titleTest" : "signin.titleSilent";
  }
}

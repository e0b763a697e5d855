import { Button, Spinner } from "@fluentui/react-components";
import { useState } from "react";
import { useBackend } from "../../backend/context";
import { asProblem } from "../../backend/problem";
import type { AccountRow, Draft, Problem } from "../../backend/types";
import { useResource } from "../../backend/useResource";
import { useTranslation } from "../../i18n/i18n";
import { useAnnounce } from "../../ui/Announcer";
import { CloudMark } from "../../ui/marks";
import { Sheet } from "../../ui/Sheet";
import { Stack } from "../../ui/Stack";
import { tame } from "../../ui/Truncated";
import { ProblemView } from "../problem/ProblemView";
import { Accounts } from "./Accounts";
import { SessionFacts } from "./SessionFacts";
import { SignOutQuestion } from "./SignOutQuestion";
import css from "./session.module.css";

interface SessionSheetProps {
  draft: Draft;
  // onPrompt starts a sign-in that asks, whatever is saved.
  onPrompt(): void;
  onUse(homeAccountId: string): Promise<void>;
  onClose(): void;
}

// SessionSheet shows what is cached for a profile: who, since when, until when, and
// why there was or was not a prompt. It asks nobody but this computer.
export function SessionSheet({ draft, onPrompt, onUse, onClose }: SessionSheetProps) {
  const { t } = useTranslation();
  const backend = useBackend();
  const announce = useAnnounce();
  const session = useResource("profiles", () => backend.connection.session(draft));
  const [problem, setProblem] = useState<Problem | undefined>();
  const [asking, setAsking] = useState(false);
  const [forgotten, setForgotten] = useState(false);
  const { profile } = draft;
  const view = session.data;
  const signedIn = Boolean(view?.account);

  async function use(account: AccountRow) {
    setProblem(undefined);
    try {
      await onUse(account.homeAccountId);
      announce(t("session.used", { account: account.username }));
    } catch (reason) {
      setProblem(asProblem(reason));
    }
    session.reload();
  }

  const name = tame(profile.name, 60);
  return (
    <Sheet
      title={name ? t("session.of", { name }) : t("session.title")}
      mark={<CloudMark cloud={profile.cloud} />}
      onClose={onClose}
      actions={(leave) => (
        <>
          {(signedIn || forgotten) && profile.id && (
            // Once it is done the button stays: it has the focus.
            <Button disabledFocusable={!signedIn} onClick={() => setAsking(true)}>
              {t("session.forget")}
            </Button>
          )}
          {profile.online && profile.signInAs !== "application" && (
            <Button
              appearance="primary"
              title={t("dialog.promptAgainWhy")}
              onClick={() =>
                leave(() => {
                  onClose();
                  onPrompt();
                })
              }
            >
              {t("dialog.promptAgain")}
            </Button>
          )}
        </>
      )}
    >
      <Stack gap={16}>
        {session.problem && <ProblemView problem={session.problem} quiet />}
        {problem && <ProblemView problem={problem} />}
        {!view && !session.problem && <Spinner size="small" label={t("app.loading")} />}
        {view?.problem && <ProblemView problem={{ ...view.problem, warning: true }} quiet />}
        {view && !signedIn && !view.problem && <p className={css.none}>{t("session.none")}</p>}
        {view && signedIn && <SessionFacts view={view} />}
        {view && view.accounts.length > (signedIn ? 1 : 0) && (
          <Accounts
            accounts={view.accounts}
            readOnly={draft.readOnly}
            onUse={(account) => void use(account)}
          />
        )}
      </Stack>
      {asking && (
        <SignOutQuestion
          profile={profile}
          onDone={() => {
            setAsking(false);
            setForgotten(true);
            session.reload();
          }}
          onNo={() => setAsking(false)}
        />
      )}
    </Sheet>
  );
}

import { Button, Spinner } from "@fluentui/react-components";
import { useState } from "react";
import { useBackend } from "../../backend/context";
import { asProblem } from "../../backend/problem";
import type { AccountRow, Draft, Problem } from "../../backend/types";
import { useResource } from "../../backend/useResource";
import { useTranslation } from "../../i18n/i18n";
import { useAnnounce } from "../../ui/Announcer";
import { CloudMark } from "../../ui/marks";
import { Page } from "../../ui/Page";
import { Stack } from "../../ui/Stack";
import { tame } from "../../ui/Truncated";
import { ProblemView } from "../problem/ProblemView";
import { Accounts } from "./Accounts";
import { SessionFacts } from "./SessionFacts";
import { SignOutQuestion } from "./SignOutQuestion";
import css from "./session.module.css";

interface SessionViewProps {
  draft: Draft;
  // onPrompt starts a sign-in that asks, whatever is saved.
  onPrompt(): void;
  onUse(homeAccountId: string): Promise<void>;
  // over says that it stands over the profile.
  over?: boolean;
  onBack(): void;
}

// SessionView shows what is cached for a profile: who, since when, until when, and
// why there was or was not a prompt. It asks nobody but this computer.
export function SessionView({ draft, onPrompt, onUse, over, onBack }: SessionViewProps) {
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
    <Page
      over={over}
      title={name ? t("session.of", { name }) : t("session.title")}
      mark={<CloudMark cloud={profile.cloud} />}
      back={over ? undefined : t("common.backToProfiles")}
      onBack={onBack}
      actions={
        <>
          {(signedIn || forgotten) && profile.id && (
            // Once it is done the button stays: it has the focus.
            <Button disabledFocusable={!signedIn} onClick={() => setAsking(true)}>
              {t("session.forget")}
            </Button>
          )}
          {profile.online && profile.signInAs !== "application" && (
            <Button appearance="primary" title={t("dialog.promptAgainWhy")} onClick={onPrompt}>
              {t("dialog.promptAgain")}
            </Button>
          )}
        </>
      }
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
    </Page>
  );
}

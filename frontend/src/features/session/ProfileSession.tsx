import { useEffect, useState } from "react";
import { useBackend } from "../../backend/context";
import { asProblem } from "../../backend/problem";
import type { Draft, Problem } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import { Sheet } from "../../ui/Sheet";
import { ProblemView } from "../problem/ProblemView";
import { SessionSheet } from "./SessionSheet";

interface ProfileSessionProps {
  id: string;
  onPrompt(): void;
  onClose(): void;
}

// ProfileSession is the session of a saved profile, from Home: what is chosen in it is
// saved at once.
export function ProfileSession({ id, onPrompt, onClose }: ProfileSessionProps) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [draft, setDraft] = useState<Draft | undefined>();
  const [problem, setProblem] = useState<Problem | undefined>();

  useEffect(() => {
    let live = true;
    backend.profiles.get(id).then(
      (answer) => live && setDraft(answer),
      (reason: unknown) => live && setProblem(asProblem(reason)),
    );
    return () => {
      live = false;
    };
  }, [backend, id]);

  if (problem) {
    return (
      <Sheet title={t("session.title")} onClose={onClose}>
        <ProblemView problem={problem} />
      </Sheet>
    );
  }
  if (!draft) return null;
  return (
    <SessionSheet
      draft={draft}
      onPrompt={onPrompt}
      onUse={async (homeAccountId) => {
        const answer = await backend.connection.takeAccount(draft, homeAccountId);
        setDraft(await backend.profiles.save(answer));
      }}
      onClose={onClose}
    />
  );
}

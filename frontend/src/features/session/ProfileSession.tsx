import { useBackend } from "../../backend/context";
import { useLoad } from "../../backend/useLoad";
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
  const { data: draft, problem, set } = useLoad(() => backend.profiles.get(id), [backend, id]);

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
        set(await backend.profiles.save(answer));
      }}
      onClose={onClose}
    />
  );
}

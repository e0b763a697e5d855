import { useBackend } from "../../backend/context";
import { useLoad } from "../../backend/useLoad";
import { useTranslation } from "../../i18n/i18n";
import { address } from "../../ui/addresses";
import { useNavigation } from "../../ui/navigation";
import { Page } from "../../ui/Page";
import { ProblemView } from "../problem/ProblemView";
import { SessionView } from "./SessionView";

// SessionPage is the session of a saved profile, from the list: what is chosen in it is
// saved at once.
export function SessionPage({ id }: { id: string }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const { go, back } = useNavigation();
  const toList = () => back(address.profiles);
  const { data: draft, problem, set } = useLoad(() => backend.profiles.get(id), [backend, id]);

  if (problem) {
    return (
      <Page title={t("session.title")} back={t("common.backToProfiles")} onBack={toList}>
        <ProblemView problem={problem} />
      </Page>
    );
  }
  if (!draft) return null;
  return (
    <SessionView
      draft={draft}
      onPrompt={() => go(address.profile({ kind: "prompt", id }))}
      onUse={async (homeAccountId) => {
        const answer = await backend.connection.takeAccount(draft, homeAccountId);
        set(await backend.profiles.save(answer));
      }}
      onBack={toList}
    />
  );
}

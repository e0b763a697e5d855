import { Button } from "@fluentui/react-components";
import { useBackend } from "../../backend/context";
import { useLoad } from "../../backend/useLoad";
import { useTranslation } from "../../i18n/i18n";
import { address } from "../../ui/addresses";
import { CloudMark } from "../../ui/marks";
import { useNavigation } from "../../ui/navigation";
import { Page } from "../../ui/Page";
import { useSaving } from "../../ui/useSaving";
import { ProblemView } from "../problem/ProblemView";
import { SetupFacts } from "./SetupFacts";

// SetupPage shows what a setup file says, whose text it gets. Nothing of it is used before the person has
// looked at its hosts and says so.
export function SetupPage({ text }: { text: string }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const { go, back } = useNavigation();
  const { data: view, problem: unreadable } = useLoad(
    () => backend.transfer.readSetup(text),
    [backend, text],
  );
  const { saving, problem, save } = useSaving();

  // Somebody who has the profile already may want a second one.
  const again = problem?.code === "setup-already";
  const adopt = (next: (id: string) => string) =>
    save(async () => {
      const draft = await backend.transfer.adopt(text, again);
      go(next(draft.profile.id));
    });

  return (
    <Page
      title={t("setup.title")}
      mark={<CloudMark cloud={view?.profile.cloud} />}
      back={t("common.backToProfiles")}
      onBack={() => back(address.profiles)}
      actions={
        view && (
          <>
            <Button disabledFocusable={saving} onClick={() => void adopt(() => address.profiles)}>
              {t(again ? "setup.saveAgain" : "setup.saveOnly")}
            </Button>
            {!again && (
              <Button
                appearance="primary"
                disabledFocusable={saving}
                onClick={() => void adopt((id) => address.profile({ kind: "signin", id }))}
              >
                {t("setup.save")}
              </Button>
            )}
          </>
        )
      }
    >
      {unreadable && (
        <>
          <ProblemView problem={unreadable} />
          <p>{t("setup.notUsed")}</p>
        </>
      )}
      {problem && <ProblemView problem={problem} />}
      {view && <SetupFacts view={view} />}
    </Page>
  );
}

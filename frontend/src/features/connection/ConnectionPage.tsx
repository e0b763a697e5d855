import { useEffect, useState } from "react";
import { useBackend } from "../../backend/context";
import { useLoad } from "../../backend/useLoad";
import { useTranslation } from "../../i18n/i18n";
import { address, type Opened } from "../../ui/addresses";
import { useNavigation } from "../../ui/navigation";
import { Page } from "../../ui/Page";
import { ProblemView } from "../problem/ProblemView";
import { ConnectionEditor } from "./ConnectionEditor";

// ConnectionPage is the connection profile dialog, as a page. What it was opened for stays,
// though the address becomes that of the saved profile.
export function ConnectionPage({ opened: first }: { opened: Opened }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const { back } = useNavigation();
  const [opened] = useState(first);
  const { data: draft, problem } = useLoad(
    () =>
      opened.kind === "new"
        ? backend.profiles.blank(opened.practice, opened.recipe ?? "")
        : backend.profiles.get(opened.id),
    [backend, opened],
  );

  if (problem) {
    return (
      <Page title={t("dialog.title")} back={t("common.backToProfiles")} onBack={() => back(address.profiles)}>
        <ProblemView problem={problem} />
      </Page>
    );
  }
  // Go answers in milliseconds.
  if (!draft) return null;
  return (
    <>
      <ConnectionEditor draft={draft} opened={opened} />
      {opened.kind !== "values" && <BeginAtName />}
    </>
  );
}

// BeginAtName focuses the name after the page has focused its title.
function BeginAtName() {
  useEffect(() => document.getElementById("field-name")?.focus(), []);
  return null;
}

import { useBackend } from "../../backend/context";
import { useResource } from "../../backend/useResource";
import { useTranslation } from "../../i18n/i18n";
import { type Fact, Facts } from "../../ui/Facts";
import { Page } from "../../ui/Page";
import { ExplainBox } from "../problem/ExplainBox";
import { ProblemView } from "../problem/ProblemView";
import { Authorities } from "./Authorities";
import { Doctor } from "./Doctor";
import { SignOutAll } from "./SignOutAll";
import css from "./settings.module.css";

// SettingsPage is what the program knows about itself and this computer, and
// the place to have an error explained outside a sign-in.
export function SettingsPage() {
  const { t } = useTranslation();
  const backend = useBackend();
  const info = useResource("app", () => backend.app.info());
  const facts: Fact[] = info.data
    ? [
        [t("settings.version"), info.data.version],
        [t("settings.door"), t(`settings.doors.${info.data.door}`)],
        [t("settings.platform"), info.data.platform],
        [t("settings.keychain"), t(`settings.keychainStates.${info.data.keychain}`)],
      ]
    : [];
  return (
    <Page title={t("settings.title")}>
      <div className={css.sections}>
        <section aria-labelledby="about">
          <h2 id="about">{t("settings.about")}</h2>
          {info.problem && <ProblemView problem={info.problem} />}
          <Facts className={css.facts} facts={facts} />
        </section>
        <Doctor />
        <SignOutAll />
        <Authorities />
        <section aria-labelledby="explain">
          <h2 id="explain">{t("settings.explain")}</h2>
          <ExplainBox label={t("settings.explainText")} hint={t("settings.explainWhat")} />
        </section>
      </div>
    </Page>
  );
}

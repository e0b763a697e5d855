import { Button } from "@fluentui/react-components";
import { useTranslation } from "../../i18n/i18n";
import css from "./Footer.module.css";
import frame from "./frame.module.css";
import { signInKind } from "./signInKind";
import { type DialogState, nextStep } from "./state";
import { useWork } from "./work";

// Footer has the dialog's buttons, and beside them what to do next. One button at a
// time stands out: the one that leads on.
export function Footer({ state, onCancel }: { state: DialogState; onCancel(): void }) {
  const { t } = useTranslation();
  const { test, save } = useWork();
  const { profile, readOnly } = state.draft;
  const testing = state.busy === "test" || state.started?.kind === "test";
  const next = nextStep(state);
  const testWhy = !profile.online
    ? t("dialog.onPremisesWhy")
    : !profile.organization && !profile.organizationUrl
      ? t(signInKind(profile) === "application" ? "dialog.nextAddress" : "dialog.testNeedsOrganization")
      : undefined;
  const guide = next === "test" ? t("dialog.nextTest") : next === "save" ? t("dialog.nextSave") : undefined;

  return (
    <div className={frame.foot}>
      <span className={css.guide} id="foot-why">
        {readOnly ? t("dialog.readOnlyWhy") : (testWhy ?? guide)}
      </span>
      <Button
        appearance={next === "test" ? "primary" : "secondary"}
        disabledFocusable={testWhy !== undefined || testing}
        aria-describedby={testWhy ? "foot-why" : undefined}
        onClick={() => void test()}
      >
        {testing ? t("dialog.testing") : t("dialog.test")}
      </Button>
      <Button
        id="save"
        appearance={next === "save" ? "primary" : "secondary"}
        disabledFocusable={readOnly || state.busy === "save"}
        aria-describedby={readOnly ? "foot-why" : undefined}
        onClick={() => void save()}
      >
        {t("dialog.save")}
      </Button>
      <Button onClick={onCancel}>{t("common.cancel")}</Button>
    </div>
  );
}

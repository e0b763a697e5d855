import { Button } from "@fluentui/react-components";
import { type Key, useTranslation } from "../../i18n/i18n";
import { pressedByEnter } from "../../ui/pressedByEnter";
import ui from "../../ui/ui.module.css";
import css from "./Footer.module.css";
import frame from "./frame.module.css";
import { type DialogState, type NextStep, nextStep } from "./state";
import { useWork } from "./work";

const guides: Partial<Record<NextStep, Key>> = {
  address: "dialog.nextAddress",
  choose: "dialog.testNeedsOrganization",
  test: "dialog.nextTest",
  save: "dialog.nextSave",
};

// Footer has the dialog's buttons, and beside them what to do next. One button at a
// time stands out: the one that leads on.
export function Footer({ state, onCancel }: { state: DialogState; onCancel(): void }) {
  const { t } = useTranslation();
  const { test, save } = useWork();
  const { profile, readOnly } = state.draft;
  const testing = state.busy === "test" || state.started?.kind === "test";
  const next = nextStep(state);
  const testWhy = !profile.online
    ? "dialog.onPremisesWhy"
    : !profile.organization && !profile.organizationUrl
      ? "dialog.testNeedsOrganization"
      : undefined;
  const guide = readOnly ? "dialog.readOnlyWhy" : guides[next];

  return (
    <div className={frame.foot}>
      <span className={css.guide} id="foot-why">
        {guide && t(guide)}
      </span>
      {testWhy && (
        <span className={ui.hidden} id="test-why">
          {t(testWhy)}
        </span>
      )}
      <Button
        {...pressedByEnter(next === "test")}
        disabledFocusable={testWhy !== undefined || testing}
        aria-describedby={testWhy ? "test-why" : undefined}
        onClick={() => void test()}
      >
        {testing ? t("dialog.testing") : t("dialog.test")}
      </Button>
      <Button
        id="save"
        {...pressedByEnter(next === "save")}
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

import { Field, Input, Textarea } from "@fluentui/react-components";
import type { Draft, Problem } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import { colors } from "../../ui/colors";
import { Details } from "../../ui/Details";
import { labelFor } from "../../ui/labelFor";
import text from "../../ui/text.module.css";
import { messageOf } from "../problem/fieldWords";
import { problemAt } from "./fields";
import form from "./form.module.css";
import css from "./ProfileExtras.module.css";
import { useWork } from "./work";

// ProfileExtras is what a profile may carry for the person's own order. Nothing of
// it matters to signing in, so it stays under a closed line.
export function ProfileExtras({ draft, problems }: { draft: Draft; problems: Problem[] }) {
  const { t } = useTranslation();
  const { dispatch } = useWork();
  const { profile, readOnly } = draft;
  const label = problemAt(problems, "label");
  const notes = problemAt(problems, "notes");
  const known = colors.some(([, value]) => value === (profile.color ?? ""));

  return (
    <Details summary={t("extras.title")} open={Boolean(label || notes) || undefined} late>
      <div className={form.disclosed}>
        <Field
          className={form.growing}
          label={labelFor("field-label", t("extras.label"))}
          hint={t("extras.labelHint")}
          {...messageOf(label)}
        >
          <Input
            id="field-label"
            value={profile.label ?? ""}
            readOnly={readOnly}
            autoComplete="off"
            onChange={(_, data) => dispatch({ type: "edit", change: { label: data.value } })}
          />
        </Field>
        <fieldset className={css.swatches}>
          <legend>{t("extras.color")}</legend>
          {colors.map(([name, value]) => (
            <label key={name} className={css.swatch} title={t(`extras.colors.${name}`)}>
              <input
                type="radio"
                name="profile-color"
                disabled={readOnly}
                checked={(profile.color ?? "") === value}
                aria-label={t(`extras.colors.${name}`)}
                onChange={() => dispatch({ type: "edit", change: { color: value } })}
              />
              <span style={value ? { background: value } : undefined} />
            </label>
          ))}
          {!known && (
            <span className={text.muted}>{t("extras.ownColor", { color: profile.color ?? "" })}</span>
          )}
        </fieldset>
        <Field
          className={form.fullWidth}
          label={labelFor("field-notes", t("extras.notes"))}
          hint={t("extras.notesHint")}
          {...messageOf(notes)}
        >
          <Textarea
            id="field-notes"
            value={profile.notes ?? ""}
            readOnly={readOnly}
            rows={2}
            resize="vertical"
            onChange={(_, data) => dispatch({ type: "edit", change: { notes: data.value } })}
          />
        </Field>
      </div>
    </Details>
  );
}

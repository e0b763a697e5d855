import { Field, Input, Select } from "@fluentui/react-components";
import { useId } from "react";
import { useBackend } from "../../backend/context";
import { useResource } from "../../backend/useResource";
import { type Key, useTranslation } from "../../i18n/i18n";
import { labelFor } from "../../ui/labelFor";
import { tame } from "../../ui/Truncated";
import css from "./helpdesk.module.css";
import type { Place } from "./place";

export type Typed = "company" | "helpdesk" | "start";

const hints = {
  company: undefined,
  helpdesk: "helpdesk.helpdeskHint",
  start: "helpdesk.startHint",
} as const satisfies Record<Typed, Key | undefined>;

interface FillInProps {
  place: Place;
  // typed are what no profile knows, and is asked for here.
  typed: readonly Typed[];
  onChange(change: Partial<Place>): void;
}

// FillIn says with whose values the texts are filled in.
export function FillIn({ place, typed, onChange }: FillInProps) {
  const { t } = useTranslation();
  const backend = useBackend();
  const profiles = useResource("profiles", () => backend.profiles.list());
  const id = useId();
  const rows = (profiles.data ?? []).filter((row) => row.status !== "unreadable");

  return (
    <div className={css.fillIn}>
      <Field label={labelFor(id, t("helpdesk.forProfile"))} size="small">
        <Select
          id={id}
          size="small"
          value={place.profile}
          onChange={(_, data) => onChange({ profile: data.value })}
        >
          <option value="">{t("helpdesk.noProfile")}</option>
          {rows.map((row) => (
            <option key={row.id} value={row.id}>
              {tame(row.name).slice(0, 80)}
            </option>
          ))}
        </Select>
      </Field>
      {typed.map((name) => (
        <TypedField
          key={name}
          label={t(`helpdesk.typed.${name}`)}
          hint={hints[name] && t(hints[name])}
          value={place.typed[name]}
          onChange={(value) => onChange({ typed: { ...place.typed, [name]: value } })}
        />
      ))}
    </div>
  );
}

interface TypedFieldProps {
  label: string;
  hint?: string;
  value: string | undefined;
  onChange(value: string): void;
}

function TypedField({ label, hint, value, onChange }: TypedFieldProps) {
  const id = useId();
  return (
    <Field label={labelFor(id, label)} size="small">
      <Input
        id={id}
        size="small"
        value={value ?? ""}
        placeholder={hint}
        autoComplete="off"
        onChange={(_, data) => onChange(data.value)}
      />
    </Field>
  );
}

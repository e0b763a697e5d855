import { Field, Input } from "@fluentui/react-components";
import { useId, useState } from "react";
import { type Key, useTranslation } from "../../i18n/i18n";
import { labelFor } from "../../ui/labelFor";
import { dayOf } from "./days";
import css from "./helpdesk.module.css";
import { ProfileChoice } from "./ProfileChoice";
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

  return (
    <div className={css.fillIn}>
      <ProfileChoice
        label={t("helpdesk.forProfile")}
        value={place.profile}
        onChange={(profile) => onChange({ profile })}
      />
      {typed.map((name) => (
        <TypedField
          key={name}
          label={t(`helpdesk.typed.${name}`)}
          hint={hints[name] && t(hints[name])}
          value={place.typed[name]}
          wrong={name === "start" && !isDay(place.typed.start) ? t("helpdesk.startWrong") : undefined}
          onChange={(value) => onChange({ typed: { ...place.typed, [name]: value } })}
        />
      ))}
    </div>
  );
}

function isDay(typed: string | undefined): boolean {
  return !typed?.trim() || dayOf(typed) !== undefined;
}

interface TypedFieldProps {
  label: string;
  hint?: string;
  value: string | undefined;
  // wrong is what is wrong with the value.
  wrong: string | undefined;
  onChange(value: string): void;
}

function TypedField({ label, hint, value, wrong, onChange }: TypedFieldProps) {
  const id = useId();
  // Nothing is said of a text that is still being typed.
  const [typing, setTyping] = useState(false);
  return (
    <Field label={labelFor(id, label)} size="small" validationMessage={typing ? undefined : wrong}>
      <Input
        id={id}
        size="small"
        value={value ?? ""}
        placeholder={hint}
        autoComplete="off"
        onChange={(_, data) => {
          setTyping(true);
          onChange(data.value);
        }}
        onBlur={() => setTyping(false)}
      />
    </Field>
  );
}

import { useTranslation } from "../../i18n/i18n";
import { DateField, TextField } from "../../ui/fields";
import css from "./helpdesk.module.css";
import { ProfileChoice } from "./ProfileChoice";
import type { Place } from "./place";

export type Typed = "company" | "helpdesk" | "start";

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
      {typed.map((name) => {
        const field = {
          label: t(`helpdesk.typed.${name}`),
          value: place.typed[name] ?? "",
          onChange: (value: string) => onChange({ typed: { ...place.typed, [name]: value } }),
        };
        if (name === "start") return <DateField key={name} {...field} />;
        const placeholder = name === "helpdesk" ? t("helpdesk.helpdeskHint") : undefined;
        return <TextField key={name} {...field} placeholder={placeholder} />;
      })}
    </div>
  );
}

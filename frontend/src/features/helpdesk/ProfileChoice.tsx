import { useBackend } from "../../backend/context";
import { useResource } from "../../backend/useResource";
import { useTranslation } from "../../i18n/i18n";
import { Choice } from "../../ui/fields";
import { tame } from "../../ui/Truncated";

interface ProfileChoiceProps {
  label: string;
  value: string;
  onChange(id: string): void;
}

// ProfileChoice chooses whose profile it is about; "" is nobody's.
export function ProfileChoice({ label, value, onChange }: ProfileChoiceProps) {
  const { t } = useTranslation();
  const backend = useBackend();
  const profiles = useResource("profiles", () => backend.profiles.list());
  const rows = (profiles.data ?? []).filter((row) => row.status !== "unreadable");
  return (
    <Choice
      label={label}
      value={value}
      options={[
        { value: "", label: t("helpdesk.noProfile") },
        ...rows.map((row) => ({ value: row.id, label: tame(row.name, 80) })),
      ]}
      onChange={onChange}
    />
  );
}

import type { PracticeApp } from "../../../../backend/types";
import { useTranslation } from "../../../../i18n/i18n";
import { Choice, Lines, TextField, Toggle } from "../../../../ui/fields";
import { Group } from "../../../../ui/Group";
import tab from "../tab.module.css";
import { AppSecrets } from "./AppSecrets";
import { platformKey, platforms } from "./platforms";

interface AppFieldsProps {
  draft: PracticeApp;
  // values are those of the secrets that were saved, by name.
  values: ReadonlyMap<string, string>;
  wrong: string | undefined;
  onChange(change: Partial<PracticeApp>): void;
}

// tenantsWith are those that a registration can be at home in: the two that are always there,
// and a company's that a scenario names.
function tenantsWith(own: string | undefined) {
  const domains = own && own !== "fabrikam.example" ? ["fabrikam.example", own] : ["fabrikam.example"];
  return [{ value: "", label: "contoso.example" }, ...domains.map((value) => ({ value, label: value }))];
}

// The fields that can be refused, with words of their own.
const refusable = ["name", "redirectUris", "keys", "assigned"] as const;

// AppFields are a registration's pages Authentication, API permissions and Properties.
export function AppFields({ draft, values, wrong, onChange }: AppFieldsProps) {
  const { t } = useTranslation();
  const wrongIn = (field: string) => {
    if (field !== wrong) return undefined;
    const own = refusable.find((each) => each === field);
    return own ? t(`apps.wrong.${own}`) : t("desk.wrong");
  };
  return (
    <>
      <Group title={t("apps.authentication")}>
        <div className={tab.columns}>
          <TextField
            label={t("apps.name")}
            required
            value={draft.name}
            wrong={wrongIn("name")}
            onChange={(name) => onChange({ name })}
          />
          <Choice
            label={t("apps.platform")}
            value={draft.platform}
            wrong={wrongIn("platform")}
            options={platforms.map((value) => ({ value, label: t(platformKey(value)) }))}
            onChange={(platform) => onChange({ platform })}
          />
          <Choice
            label={t("apps.tenant")}
            hint={t("apps.tenantHint")}
            value={draft.tenant ?? ""}
            options={tenantsWith(draft.tenant)}
            onChange={(tenant) => onChange({ tenant })}
          />
        </div>
        <Lines
          label={t("apps.redirects")}
          hint={t("apps.redirectsHint")}
          rows={4}
          value={draft.redirectUris}
          wrong={wrongIn("redirectUris")}
          onChange={(redirectUris) => onChange({ redirectUris })}
        />
        <div className={tab.toggles}>
          <Toggle
            label={t("apps.publicFlows")}
            more={t("apps.publicFlowsHint")}
            checked={draft.allowPublicClientFlows}
            onChange={(allowPublicClientFlows) => onChange({ allowPublicClientFlows })}
          />
          <Toggle
            label={t("apps.multiTenant")}
            more={t("apps.multiTenantHint")}
            checked={draft.multiTenant}
            onChange={(multiTenant) => onChange({ multiTenant })}
          />
          <Toggle
            label={t("apps.idTokens")}
            checked={draft.idTokens === true}
            onChange={(idTokens) => onChange({ idTokens })}
          />
        </div>
      </Group>
      {draft.platform === "web" && (
        <AppSecrets
          draft={draft}
          values={values}
          wrong={wrongIn("keys")}
          onChange={(keys) => onChange({ keys })}
        />
      )}
      <Group title={t("apps.permissions")}>
        <div className={tab.columns}>
          <Choice
            label={t("apps.consent")}
            value={draft.consent ?? ""}
            wrong={wrongIn("consent")}
            options={[
              { value: "", label: t("apps.consents.given") },
              { value: "user", label: t("apps.consents.user") },
              { value: "admin", label: t("apps.consents.admin") },
            ]}
            onChange={(consent) => onChange({ consent })}
          />
        </div>
        <div className={tab.toggles}>
          <Toggle
            label={t("apps.noPermissions")}
            checked={draft.noPermissions === true}
            onChange={(noPermissions) => onChange({ noPermissions })}
          />
          <Toggle
            label={t("apps.notInstalled")}
            checked={draft.notInstalled === true}
            onChange={(notInstalled) => onChange({ notInstalled })}
          />
        </div>
      </Group>
      <Group title={t("apps.properties")}>
        <div className={tab.toggles}>
          <Toggle
            label={t("apps.disabled")}
            checked={draft.disabled === true}
            onChange={(disabled) => onChange({ disabled })}
          />
          <Toggle
            label={t("apps.assignmentRequired")}
            checked={draft.assignmentRequired === true}
            onChange={(assignmentRequired) => onChange({ assignmentRequired })}
          />
        </div>
        {draft.assignmentRequired && (
          <Lines
            label={t("apps.assigned")}
            hint={t("apps.assignedHint")}
            value={draft.assigned ?? []}
            wrong={wrongIn("assigned")}
            onChange={(assigned) => onChange({ assigned })}
          />
        )}
      </Group>
    </>
  );
}

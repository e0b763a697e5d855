import type { PracticePerson } from "../../../../backend/types";
import { useTranslation } from "../../../../i18n/i18n";
import { Checks, Choice, TextField, Toggle } from "../../../../ui/fields";
import { Group } from "../../../../ui/Group";
import { CodeLink } from "../CodeLink";
import tab from "../tab.module.css";
import { away } from "./person";
import { methods } from "./useMethodNames";

interface PersonFieldsProps {
  draft: PracticePerson;
  fresh: boolean;
  // password is the one that holds now, "" when it isn't known.
  password: string;
  // wrong is the field that was refused.
  wrong: string | undefined;
  onChange(change: Partial<PracticePerson>): void;
}

// The fields that can be refused, with words of their own.
const refusable = [
  "userPrincipalName",
  "password",
  "methods",
  "guestMethods",
  "textSignIn",
  "emailSignIn",
] as const;

// PersonFields are who somebody is, what is registered for them, and what keeps them out.
export function PersonFields({ draft, fresh, password, wrong, onChange }: PersonFieldsProps) {
  const { t } = useTranslation();
  const wrongIn = (field: string) => {
    if (field !== wrong) return undefined;
    const own = refusable.find((each) => each === field);
    return own ? t(`people.wrong.${own}`) : t("desk.wrong");
  };
  const all = methods.map((value) => ({ value, label: t(`practice.method.${value}`) }));
  const text = (
    field: "givenName" | "surname" | "mobilePhone" | "officePhone",
    label: string,
    hint?: string,
  ) => (
    <TextField
      label={label}
      hint={hint}
      value={draft[field] ?? ""}
      wrong={wrongIn(field) ?? (field === "mobilePhone" ? wrongIn("textSignIn") : undefined)}
      onChange={(value) => onChange({ [field]: value })}
    />
  );
  return (
    <>
      <Group title={t("people.who")}>
        <div className={tab.columns}>
          {text("givenName", t("people.givenName"))}
          {text("surname", t("people.surname"))}
          {fresh && (
            <TextField
              label={t("people.user")}
              hint={t("people.userHint")}
              required
              value={draft.userPrincipalName}
              wrong={wrongIn("userPrincipalName")}
              onChange={(userPrincipalName) => onChange({ userPrincipalName })}
            />
          )}
          <TextField
            label={t("people.password")}
            hint={t("people.passwordHint")}
            placeholder={password}
            value={draft.password ?? ""}
            wrong={wrongIn("password")}
            onChange={(value) => onChange({ password: value })}
          />
        </div>
      </Group>
      <Group title={t("people.secondFactor")}>
        <Checks
          label={t("people.registered")}
          hint={t("people.registeredHint")}
          wrong={wrongIn("methods")}
          all={all}
          chosen={draft.methods ?? []}
          onChange={(chosen) => onChange({ methods: chosen })}
        />
        <div className={tab.columns}>
          <Choice
            label={t("people.first")}
            value={draft.methods?.[0] ?? ""}
            options={
              draft.methods?.length
                ? all.filter((each) => draft.methods?.includes(each.value))
                : [{ value: "", label: t("practice.noMethod") }]
            }
            onChange={(first) =>
              onChange({ methods: [first, ...(draft.methods ?? []).filter((each) => each !== first)] })
            }
          />
          <Choice
            label={t("people.mfa")}
            hint={t("people.mfaHint")}
            value={draft.mfa ?? ""}
            wrong={wrongIn("mfa")}
            options={[
              { value: "", label: t("people.mfaStates.ordinary") },
              { value: "disabled", label: t("people.mfaStates.disabled") },
              { value: "enabled", label: t("people.mfaStates.enabled") },
              { value: "enforced", label: t("people.mfaStates.enforced") },
            ]}
            onChange={(mfa) => onChange({ mfa })}
          />
          {text("mobilePhone", t("people.mobile"), t("people.phoneHint"))}
          {text("officePhone", t("people.office"))}
        </div>
      </Group>
      <Group title={t("people.keptOut")}>
        <div className={tab.toggles}>
          {faults.map(([field, code]) => (
            <Toggle
              key={field}
              label={t(`people.fault.${field}`)}
              more={code ? <CodeLink code={code} /> : undefined}
              checked={draft[field] === true}
              onChange={(checked) => onChange({ [field]: checked })}
            />
          ))}
        </div>
      </Group>
      <Group title={t("people.more")}>
        <div className={tab.toggles}>
          <Toggle
            label={t("people.administrator")}
            checked={draft.administrator === true}
            onChange={(administrator) => onChange({ administrator })}
          />
          <Toggle
            label={t("people.personal")}
            checked={draft.personal === true}
            onChange={(personal) => onChange({ personal })}
          />
          <Toggle
            label={t("people.textSignIn")}
            checked={draft.textSignIn === true}
            onChange={(textSignIn) => onChange({ textSignIn })}
          />
          <Toggle
            label={t("people.guest")}
            checked={Boolean(draft.guestIn)}
            onChange={(guest) =>
              onChange(
                guest
                  ? { guestIn: away }
                  : { guestIn: "", guestMethods: [], invited: false, emailSignIn: false },
              )
            }
          />
          {draft.guestIn && (
            <Toggle
              label={t("people.invited")}
              checked={draft.invited === true}
              onChange={(invited) => onChange({ invited })}
            />
          )}
          {draft.guestIn && (
            <Toggle
              label={t("people.emailSignIn")}
              more={wrongIn("emailSignIn")}
              checked={draft.emailSignIn === true}
              onChange={(emailSignIn) => onChange({ emailSignIn })}
            />
          )}
        </div>
        <div className={tab.columns}>
          <Choice
            label={t("people.consent")}
            value={draft.consent ?? ""}
            wrong={wrongIn("consent")}
            options={[
              { value: "", label: t("people.consents.given") },
              { value: "ask", label: t("people.consents.ask") },
              { value: "admin", label: t("people.consents.admin") },
            ]}
            onChange={(consent) => onChange({ consent })}
          />
          <Choice
            label={t("people.userRisk")}
            value={draft.userRisk ?? ""}
            options={levels.map((level) => ({ value: level, label: t(`people.risks.${level || "none"}`) }))}
            onChange={(userRisk) => onChange({ userRisk })}
          />
          <Choice
            label={t("people.signInRisk")}
            value={draft.signInRisk ?? ""}
            options={levels.map((level) => ({ value: level, label: t(`people.risks.${level || "none"}`) }))}
            onChange={(signInRisk) => onChange({ signInRisk })}
          />
        </div>
        {draft.guestIn && (
          <Checks
            label={t("people.guestRegistered")}
            wrong={wrongIn("guestMethods")}
            all={all.filter((each) => each.value.startsWith("PhoneApp"))}
            chosen={draft.guestMethods ?? []}
            onChange={(chosen) => onChange({ guestMethods: chosen })}
          />
        )}
      </Group>
    </>
  );
}

const levels = ["", "low", "medium", "high"] as const;

const faults = [
  ["blocked", 500121],
  ["disabled", 50057],
  ["locked", 50053],
  ["passwordExpired", 50055],
  ["risky", 53003],
  ["highRisk", undefined],
  ["registerAgain", 50079],
] as const;

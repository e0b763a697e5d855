import { Button, Input } from "@fluentui/react-components";
import { DismissRegular } from "@fluentui/react-icons/svg/dismiss";
import { useState } from "react";
import type { Problem } from "../../../backend/types";
import { useTranslation } from "../../../i18n/i18n";
import { FieldWithButton } from "../../../ui/FieldWithButton";
import { labelFor } from "../../../ui/labelFor";
import { Truncated, tame } from "../../../ui/Truncated";
import { messageOf } from "../../problem/fieldWords";
import form from "../form.module.css";
import own from "./ways.module.css";

interface TenantsFieldProps {
  tenants: string[];
  readOnly: boolean;
  problem: Problem | undefined;
  onChange(tenants: string[]): void;
}

// TenantsField lists the tenants in which the person is a guest. Whether one is a
// tenant at all is Go's to say, when the profile is used.
export function TenantsField({ tenants, readOnly, problem, onChange }: TenantsFieldProps) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [said, setSaid] = useState("");

  function add() {
    const tenant = text.trim();
    document.getElementById("field-extraTenants")?.focus();
    if (tenant === "") return;
    if (tenants.some((each) => each.toLowerCase() === tenant.toLowerCase())) {
      setSaid(t("ways.tenantKnown"));
      return;
    }
    setText("");
    onChange([...tenants, tenant]);
  }

  return (
    <section className={form.fullWidth} aria-label={t("ways.tenants")}>
      {tenants.length > 0 && (
        <ul className={own.chips}>
          {tenants.map((tenant) => (
            <li key={tenant} className={own.chip}>
              <Truncated text={tenant} />
              {!readOnly && (
                <Button
                  size="small"
                  appearance="transparent"
                  icon={<DismissRegular />}
                  aria-label={t("common.removeOf", { what: tame(tenant, 80) })}
                  onClick={() => {
                    onChange(tenants.filter((each) => each !== tenant));
                    document.getElementById("field-extraTenants")?.focus();
                  }}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {!readOnly && (
        <FieldWithButton
          button={<Button onClick={add}>{t("ways.addTenant")}</Button>}
          label={labelFor("field-extraTenants", t("ways.tenants"))}
          hint={t("ways.tenantsHint")}
          {...(said ? { validationMessage: said } : messageOf(problem))}
        >
          <Input
            id="field-extraTenants"
            value={text}
            autoComplete="off"
            spellCheck={false}
            onChange={(_, data) => {
              setSaid("");
              setText(data.value);
            }}
            onKeyDown={(event) => {
              if (event.key !== "Enter") return;
              event.preventDefault(); // it is for this list, whatever the form's next step is
              add();
            }}
          />
        </FieldWithButton>
      )}
    </section>
  );
}

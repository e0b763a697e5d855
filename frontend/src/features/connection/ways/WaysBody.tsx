import { Field, Input, Link, Radio, RadioGroup, Select } from "@fluentui/react-components";
import { useEffect, useRef } from "react";
import { useBackend } from "../../../backend/context";
import type { CloudID, Method } from "../../../backend/types";
import { useLoad } from "../../../backend/useLoad";
import { useTranslation } from "../../../i18n/i18n";
import { labelFor } from "../../../ui/labelFor";
import text from "../../../ui/text.module.css";
import { messageOf } from "../../problem/fieldWords";
import { problemAt } from "../fields";
import form from "../form.module.css";
import { signInKind } from "../signInKind";
import type { DialogState } from "../state";
import { useWanted } from "../useWanted";
import { useWork } from "../work";
import { CustomCloudPart } from "./CustomCloudPart";
import { TenantsField } from "./TenantsField";

const cloudIDs: readonly CloudID[] = ["public", "gcc", "gcc-high", "dod", "china", "custom", "practice"];
const methods: readonly Method[] = ["auto", "browser", "paste", "device-code"];

// WaysBody is what stands behind "Other ways to sign in".
export function WaysBody({ state }: { state: DialogState }) {
  const { t } = useTranslation();
  const { dispatch } = useWork();
  const { profile, readOnly } = state.draft;
  const kind = signInKind(profile);
  const backend = useBackend();
  // Only a hint hangs on it.
  const clouds = useLoad(() => backend.profiles.clouds(), [backend]);
  const hosts = clouds.data?.find((each) => each.id === profile.cloud);
  const at = (field: Parameters<typeof problemAt>[1]) => messageOf(problemAt(state.problems, field, kind));

  // It comes a moment after the line was opened, which then did not know its height.
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.scrollIntoView?.({ block: "nearest" });
  }, []);
  useWanted(state.wanted);

  return (
    <div ref={box} className={form.disclosed}>
      <Field
        className={form.growing}
        label={labelFor("field-cloud", t("dialog.cloud"))}
        hint={
          hosts?.authority
            ? t("dialog.cloudHosts", { authority: hosts.authority })
            : profile.cloud !== "custom"
              ? t("dialog.cloudHint")
              : undefined
        }
        {...at("cloud")}
      >
        <Select
          id="field-cloud"
          value={profile.cloud}
          disabled={readOnly}
          onChange={(_, data) => {
            const cloud = cloudIDs.find((id) => id === data.value);
            if (cloud)
              dispatch({ type: "edit", change: { cloud, ...withHosts(cloud, profile.customCloud) } });
          }}
        >
          {cloudIDs.map((id) => (
            <option key={id} value={id}>
              {t(`dialog.clouds.${id}`)}
            </option>
          ))}
        </Select>
      </Field>
      {kind === "two-factor" && (
        <Field
          className={form.growing}
          label={labelFor("field-method", t("dialog.method"))}
          {...at("method")}
        >
          <Select
            id="field-method"
            value={profile.method || "auto"}
            disabled={readOnly}
            onChange={(_, data) => {
              const method = methods.find((id) => id === data.value);
              if (method) dispatch({ type: "edit", change: { method } });
            }}
          >
            {methods.map((id) => (
              <option key={id} value={id}>
                {t(`dialog.methods.${id}`)}
              </option>
            ))}
          </Select>
        </Field>
      )}
      {profile.cloud === "custom" && profile.customCloud && (
        <CustomCloudPart
          hosts={profile.customCloud}
          readOnly={readOnly}
          problem={problemAt(state.problems, "customCloud")}
          onChange={(customCloud) => dispatch({ type: "edit", change: { customCloud } })}
          onConfirm={() => dispatch({ type: "over", over: "confirm-cloud" })}
        />
      )}
      {kind === "two-factor" && (
        <Field
          className={form.growing}
          label={labelFor("field-domainHint", t("ways.domainHint"))}
          hint={t("ways.domainHintHint")}
          {...at("domainHint")}
        >
          <Input
            id="field-domainHint"
            value={profile.domainHint ?? ""}
            readOnly={readOnly}
            autoComplete="off"
            spellCheck={false}
            onChange={(_, data) => dispatch({ type: "edit", change: { domainHint: data.value } })}
          />
        </Field>
      )}
      {(kind === "two-factor" || kind === "password") && (
        <TenantsField
          tenants={profile.extraTenants ?? []}
          readOnly={readOnly}
          problem={problemAt(state.problems, "extraTenants")}
          onChange={(extraTenants) => dispatch({ type: "edit", change: { extraTenants } })}
        />
      )}
      {profile.online && (
        <Field className={form.fullWidth} label={t("ways.signInAs")} {...at("signInAs")}>
          <RadioGroup
            layout="horizontal"
            value={profile.signInAs || "person"}
            disabled={readOnly}
            onChange={(_, data) =>
              dispatch({
                type: "edit",
                change: { signInAs: data.value === "application" ? "application" : "" },
              })
            }
          >
            <Radio id="field-signInAs" value="person" label={t("ways.person")} />
            <Radio value="application" label={t("ways.application")} />
          </RadioGroup>
        </Field>
      )}
      {profile.online && (
        <p className={form.fullWidthParagraph}>
          <Link as="button" onClick={() => dispatch({ type: "over", over: "exchange" })}>
            {t("ways.exchange")}
          </Link>{" "}
          <span className={text.muted}>{t("ways.exchangeWhat")}</span>
        </p>
      )}
    </div>
  );
}

// withHosts gives a custom cloud hosts to fill in; the other clouds have theirs.
function withHosts(cloud: CloudID, now: unknown) {
  return cloud === "custom" && !now
    ? { customCloud: { authority: "", discovery: "", organizations: [] } }
    : {};
}

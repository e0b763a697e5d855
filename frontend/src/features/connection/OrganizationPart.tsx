import { Button, Field, Input, Link } from "@fluentui/react-components";
import { CheckmarkCircleRegular } from "@fluentui/react-icons/svg/checkmark-circle";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Truncated, tame } from "../../ui/Truncated";
import css from "./ConnectionDialog.module.css";
import { problemAt } from "./draft";
import { fieldWords } from "./ErrorSummary";
import { OrganizationsGrid } from "./grid/OrganizationsGrid";
import { messageOf } from "./TwoFactorTab";
import type { Connection } from "./useConnection";

// OrganizationPart is the list, the organization chosen from it or typed, and
// what that organization answered.
export function OrganizationPart({ connection, typing }: { connection: Connection; typing: number }) {
  const { state } = connection;
  const { rows } = state;
  return (
    <>
      <div className={css.gridArea}>
        {rows && rows.length > 0 ? (
          <OrganizationsGrid
            rows={rows}
            chosen={state.draft.profile.organization?.id}
            onChoose={(row) => void connection.choose(row.id)}
          />
        ) : (
          <Empty found={rows !== undefined} />
        )}
      </div>
      <Chosen connection={connection} typing={typing} />
      <WhoAmILine connection={connection} />
    </>
  );
}

function Empty({ found }: { found: boolean }) {
  const { t } = useTranslation();
  return (
    <div className={css.placeholder}>
      <p>
        <strong>{t(found ? "dialog.noneFound" : "dialog.gridEmpty")}</strong>
      </p>
      <p>{t(found ? "dialog.noneFoundWhat" : "dialog.gridEmptyHow")}</p>
    </div>
  );
}

function Chosen({ connection, typing }: { connection: Connection; typing: number }) {
  const { t } = useTranslation();
  const { state } = connection;
  const [open, setOpen] = useState(false);
  const organization = state.draft.profile.organization;
  const problem = problemAt(state.problems, "organization");

  useEffect(() => {
    // Someone pressed "type the address" in a problem.
    if (typing > 0) setOpen(true);
  }, [typing]);

  if (open) return <TypedAddress connection={connection} onClose={() => setOpen(false)} />;
  return (
    <div className={css.chosen}>
      <strong id="chosen-label">{t("dialog.chosen")}</strong>
      {/* biome-ignore lint/a11y/useSemanticElements: a group of text, no form fields */}
      <div
        className={css.chosenText}
        role="group"
        aria-labelledby="chosen-label"
        id="field-organization"
        tabIndex={-1}
      >
        {organization ? (
          <>
            <Truncated text={organization.friendlyName || organization.uniqueName || organization.url} />
            {organization.friendlyName && <Truncated text={organization.url} className={css.muted} />}
          </>
        ) : state.draft.profile.organizationUrl ? (
          <Truncated text={state.draft.profile.organizationUrl} />
        ) : (
          <span className={css.muted}>{problem ? fieldWords(problem) : t("dialog.chosenNone")}</span>
        )}
      </div>
      {!state.draft.readOnly && (
        <Link as="button" onClick={() => setOpen(true)}>
          {t("dialog.typeAddress")}
        </Link>
      )}
    </div>
  );
}

function TypedAddress({ connection, onClose }: { connection: Connection; onClose(): void }) {
  const { t } = useTranslation();
  const profile = connection.state.draft.profile;
  const [url, setURL] = useState(profile.organization?.url ?? profile.organizationUrl ?? "");
  const [problem, setProblem] = useState<Parameters<typeof messageOf>[0]>();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);

  async function use() {
    const wrong = await connection.chooseURL(url);
    if (wrong) {
      setProblem(wrong.fields?.[0] ?? wrong);
      input.current?.focus();
    } else onClose();
  }

  return (
    <div className={css.line}>
      <Field
        className={css.grow}
        label={t("dialog.typedAddress")}
        hint={t("dialog.typedAddressHint")}
        {...messageOf(problem)}
      >
        <Input
          ref={input}
          value={url}
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          onChange={(_, data) => setURL(data.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter") void use();
          }}
        />
      </Field>
      <div className={css.tight}>
        <Button onClick={() => void use()}>{t("dialog.useAddress")}</Button>
        <Button appearance="subtle" onClick={onClose}>
          {t("dialog.hideAddress")}
        </Button>
      </div>
    </div>
  );
}

function WhoAmILine({ connection }: { connection: Connection }) {
  const { t } = useTranslation();
  const { tested, draft } = connection.state;
  const who = tested?.whoAmI;
  if (!who) return null;
  const organization = draft.profile.organization;
  return (
    <div className={css.good} role="status">
      <CheckmarkCircleRegular fontSize={20} aria-hidden />
      <span>
        <strong>{t("dialog.whoAmITitle")}.</strong>{" "}
        {t("dialog.whoAmI", {
          organization: tame(
            organization?.friendlyName || organization?.url || draft.profile.organizationUrl || "",
          ).slice(0, 80),
          seconds: (who.milliseconds / 1000).toFixed(1),
          user: tame(who.userName || who.userId).slice(0, 80),
        })}
      </span>
    </div>
  );
}

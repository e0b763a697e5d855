import { Button, Field, Input, Link } from "@fluentui/react-components";
import { CheckmarkCircleRegular } from "@fluentui/react-icons/svg/checkmark-circle";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "../../i18n/i18n";
import { Truncated, tame } from "../../ui/Truncated";
import css from "./ConnectionDialog.module.css";
import { nextStep, problemAt } from "./draft";
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
        {rows && rows.length > 0 && state.draft.profile.online ? (
          <OrganizationsGrid
            rows={rows}
            chosen={state.draft.profile.organization?.id}
            onChoose={(row) => void connection.choose(row.id)}
          />
        ) : (
          <Empty words={!state.draft.profile.online ? "onPremises" : rows ? "none" : "before"} />
        )}
      </div>
      <Chosen connection={connection} typing={typing} />
      <WhoAmILine connection={connection} />
    </>
  );
}

const emptyWords = {
  before: ["dialog.gridEmpty", "dialog.gridEmptyHow"],
  none: ["dialog.noneFound", "dialog.noneFoundWhat"],
  onPremises: ["dialog.gridOnPremises", "dialog.gridOnPremisesHow"],
} as const;

function Empty({ words }: { words: keyof typeof emptyWords }) {
  const { t } = useTranslation();
  const [title, what] = emptyWords[words];
  return (
    <div className={css.placeholder}>
      <p>
        <strong>{t(title)}</strong>
      </p>
      <p>{t(what)}</p>
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
          <span className={css.muted}>
            {problem
              ? fieldWords(problem)
              : t(nextStep(state) === "choose" ? "dialog.chooseOne" : "dialog.chosenNone")}
          </span>
        )}
      </div>
      {!state.draft.readOnly && state.draft.profile.online && (
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
  const line = useRef<HTMLDivElement>(null);
  // In a low window the answer would come where nobody looks.
  useEffect(() => {
    if (who) line.current?.scrollIntoView?.({ block: "nearest" });
  }, [who]);
  if (!who) return null;
  const organization = draft.profile.organization;
  return (
    <div ref={line} className={css.good} role="status">
      <CheckmarkCircleRegular fontSize={20} aria-hidden />
      <span>
        <strong>{t("dialog.whoAmITitle")}.</strong>{" "}
        {t("dialog.whoAmI", {
          organization: tame(
            organization?.friendlyName || organization?.url || draft.profile.organizationUrl || "",
          ).slice(0, 80),
          seconds: Math.max(0.1, who.milliseconds / 1000).toFixed(1),
          user: tame(who.userName || who.userId).slice(0, 80),
        })}
      </span>
    </div>
  );
}

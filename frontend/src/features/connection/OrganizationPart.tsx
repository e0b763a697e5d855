import { Button, Field, Input, Link } from "@fluentui/react-components";
import { CheckmarkCircleRegular } from "@fluentui/react-icons/svg/checkmark-circle";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "../../i18n/i18n";
import { Truncated, tame } from "../../ui/Truncated";
import { fieldWords, messageOf } from "../problem/fieldWords";
import css from "./ConnectionDialog.module.css";
import { nextStep } from "./draft";
import { type FieldID, problemAt } from "./fields";
import { OrganizationsGrid } from "./grid/OrganizationsGrid";
import type { Connection } from "./useConnection";
import { wayIn } from "./way";

interface OrganizationPartProps {
  connection: Connection;
  typing: number;
  onGo(field: FieldID): void;
}

// OrganizationPart is the list, the organization chosen from it or typed, and
// what that organization answered.
export function OrganizationPart({ connection, typing, onGo }: OrganizationPartProps) {
  const { state } = connection;
  const { rows } = state;
  const way = wayIn(state.draft.profile);
  const people = way === "two-factor" || way === "password";
  return (
    <>
      {rows && rows.length > 0 && people ? (
        <OrganizationsGrid
          rows={rows}
          chosen={state.draft.profile.organization?.id}
          onChoose={(row) => void connection.choose(row.id)}
        />
      ) : (
        // An application has no list, and its next step, the address, is not to be pushed
        // out of sight by a box that says so.
        way !== "application" && (
          <Empty words={!people ? way : rows ? "none" : "before"} onAddTenant={() => onGo("extraTenants")} />
        )
      )}
      <Chosen connection={connection} typing={typing} />
      <WhoAmILine connection={connection} />
    </>
  );
}

const emptyWords = {
  before: ["dialog.gridEmpty", "dialog.gridEmptyHow"],
  none: ["dialog.noneFound", "dialog.noneFoundWhat"],
  "on-premises": ["dialog.gridOnPremises", "dialog.gridOnPremisesHow"],
} as const;

function Empty({ words, onAddTenant }: { words: keyof typeof emptyWords; onAddTenant(): void }) {
  const { t } = useTranslation();
  const [title, what] = emptyWords[words];
  return (
    <div className={css.placeholder}>
      <p>
        <strong>{t(title)}</strong>
      </p>
      <p>{t(what)}</p>
      {words === "none" && (
        <p>
          {t("dialog.noneFoundGuest")}{" "}
          <Link as="button" inline onClick={onAddTenant}>
            {t("dialog.addTenant")}
          </Link>
          . {t("dialog.noneFoundType")}
        </p>
      )}
    </div>
  );
}

function Chosen({ connection, typing }: { connection: Connection; typing: number }) {
  const { t } = useTranslation();
  const { state } = connection;
  const { organization, organizationUrl } = state.draft.profile;
  // An application has no list to choose from.
  const typed = wayIn(state.draft.profile) === "application" && !organization && !organizationUrl;
  const [asked, setOpen] = useState(false);
  const open = (asked || typed) && !state.draft.readOnly;
  const problem = problemAt(state.problems, "organization");

  useEffect(() => {
    // Someone pressed "type the address" in a problem.
    if (typing > 0) setOpen(true);
  }, [typing]);

  if (open) return <TypedAddress connection={connection} quiet={!asked} onClose={() => setOpen(false)} />;
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
        ) : organizationUrl ? (
          <Truncated text={organizationUrl} />
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

interface TypedAddressProps {
  connection: Connection;
  // quiet says that it stands there by itself: nobody asked, so it takes no focus.
  quiet: boolean;
  onClose(): void;
}

function TypedAddress({ connection, quiet, onClose }: TypedAddressProps) {
  const { t } = useTranslation();
  const profile = connection.state.draft.profile;
  const [url, setURL] = useState(profile.organization?.url ?? profile.organizationUrl ?? "");
  const [problem, setProblem] = useState<Parameters<typeof messageOf>[0]>();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!quiet) input.current?.focus();
  }, [quiet]);

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
      <div className={`${css.tight} ${css.beside}`}>
        <Button onClick={() => void use()}>{t("dialog.useAddress")}</Button>
        {!quiet && (
          <Button appearance="subtle" onClick={onClose}>
            {t("dialog.hideAddress")}
          </Button>
        )}
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

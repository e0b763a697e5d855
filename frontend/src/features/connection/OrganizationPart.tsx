import { Button, Input, Link } from "@fluentui/react-components";
import { CheckmarkCircleRegular } from "@fluentui/react-icons/svg/checkmark-circle";
import { useEffect, useRef, useState } from "react";
import type { Profile } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import { FieldWithButton } from "../../ui/FieldWithButton";
import { Truncated, tame } from "../../ui/Truncated";
import text from "../../ui/text.module.css";
import { fieldWords, messageOf } from "../problem/fieldWords";
import { type FieldID, problemAt } from "./fields";
import { OrganizationsGrid } from "./grid/OrganizationsGrid";
import css from "./OrganizationPart.module.css";
import { signInKind } from "./signInKind";
import { type DialogState, nextStep } from "./state";
import { useWork } from "./work";

interface OrganizationPartProps {
  state: DialogState;
  onGo(field: FieldID): void;
}

// OrganizationPart is the list, the organization chosen from it or typed, and
// what that organization answered.
export function OrganizationPart({ state, onGo }: OrganizationPartProps) {
  const { choose } = useWork();
  const { rows } = state;
  const kind = signInKind(state.draft.profile);
  const people = kind === "two-factor" || kind === "password";
  return (
    <>
      {rows && rows.length > 0 && people ? (
        <OrganizationsGrid
          rows={rows}
          chosen={state.draft.profile.organization?.id}
          onChoose={(row) => void choose(row.id)}
        />
      ) : (
        // An application has no list, and its next step, the address, is not to be pushed
        // out of sight by a box that says so.
        kind !== "application" && (
          <Empty words={!people ? kind : rows ? "none" : "before"} onAddTenant={() => onGo("extraTenants")} />
        )
      )}
      <Chosen state={state} />
      <WhoAmILine state={state} />
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
    <div className={css.empty}>
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

function Chosen({ state }: { state: DialogState }) {
  const { t } = useTranslation();
  const { dispatch } = useWork();
  const { organization, organizationUrl } = state.draft.profile;
  // An application has no list to choose from.
  const typed = signInKind(state.draft.profile) === "application" && !organization && !organizationUrl;
  const open = (state.addressOpen || typed) && !state.draft.readOnly;
  const problem = problemAt(state.problems, "organization");

  const show = (address: boolean) => dispatch({ type: "address", open: address });

  if (open) {
    const { profile } = state.draft;
    return <TypedAddress profile={profile} quiet={!state.addressOpen} onClose={() => show(false)} />;
  }
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
            {organization.friendlyName && <Truncated text={organization.url} className={text.muted} />}
          </>
        ) : organizationUrl ? (
          <Truncated text={organizationUrl} />
        ) : (
          <span className={text.muted}>
            {problem
              ? fieldWords(problem)
              : t(nextStep(state) === "choose" ? "dialog.chooseOne" : "dialog.chosenNone")}
          </span>
        )}
      </div>
      {!state.draft.readOnly && state.draft.profile.online && (
        <Link as="button" onClick={() => show(true)}>
          {t("dialog.typeAddress")}
        </Link>
      )}
    </div>
  );
}

interface TypedAddressProps {
  profile: Profile;
  // quiet says that it stands there by itself: nobody asked, so it takes no focus.
  quiet: boolean;
  onClose(): void;
}

function TypedAddress({ profile, quiet, onClose }: TypedAddressProps) {
  const { t } = useTranslation();
  const { chooseURL } = useWork();
  const [url, setURL] = useState(profile.organization?.url ?? profile.organizationUrl ?? "");
  const [problem, setProblem] = useState<Parameters<typeof messageOf>[0]>();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!quiet) input.current?.focus();
  }, [quiet]);

  async function use() {
    const wrong = await chooseURL(url);
    if (wrong) {
      setProblem(wrong.fields?.[0] ?? wrong);
      input.current?.focus();
    } else onClose();
  }

  return (
    <FieldWithButton
      label={t("dialog.typedAddress")}
      hint={t("dialog.typedAddressHint")}
      {...messageOf(problem)}
      button={
        <>
          <Button onClick={() => void use()}>{t("dialog.useAddress")}</Button>
          {!quiet && (
            <Button appearance="subtle" onClick={onClose}>
              {t("dialog.hideAddress")}
            </Button>
          )}
        </>
      }
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
    </FieldWithButton>
  );
}

function WhoAmILine({ state: { tested, draft } }: { state: DialogState }) {
  const { t } = useTranslation();
  const who = tested?.whoAmI;
  const line = useRef<HTMLDivElement>(null);
  // In a low window the answer would come where nobody looks.
  useEffect(() => {
    if (who) line.current?.scrollIntoView?.({ block: "nearest" });
  }, [who]);
  if (!who) return null;
  const organization = draft.profile.organization;
  return (
    <div ref={line} className={css.answered} role="status">
      <CheckmarkCircleRegular fontSize={20} aria-hidden />
      <span>
        <strong>{t("dialog.whoAmITitle")}.</strong>{" "}
        {t("dialog.whoAmI", {
          organization: tame(
            organization?.friendlyName || organization?.url || draft.profile.organizationUrl || "",
            80,
          ),
          seconds: Math.max(0.1, who.milliseconds / 1000).toFixed(1),
          user: tame(who.userName || who.userId, 80),
        })}
      </span>
    </div>
  );
}

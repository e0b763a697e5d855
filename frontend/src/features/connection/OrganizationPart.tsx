import { Button, Input, Link } from "@fluentui/react-components";
import { CheckmarkCircleRegular } from "@fluentui/react-icons/svg/checkmark-circle";
import { useEffect, useRef, useState } from "react";
import type { Problem, Profile } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import { FieldWithButton } from "../../ui/FieldWithButton";
import { pressedByEnter } from "../../ui/pressedByEnter";
import { Truncated, tame } from "../../ui/Truncated";
import text from "../../ui/text.module.css";
import { messageOf } from "../problem/fieldWords";
import { type FieldID, problemAt } from "./fields";
import form from "./form.module.css";
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
  const { choose, dispatch } = useWork();
  const { rows, draft, addressOpen } = state;
  const { profile, readOnly } = draft;
  const kind = signInKind(profile);
  const people = kind === "two-factor" || kind === "password";
  const listed = people && rows !== undefined && rows.length > 0;
  const chosen = profile.organization?.url ?? profile.organizationUrl;
  // An application has no list to choose from.
  const typing = !readOnly && (addressOpen || (kind === "application" && !chosen));
  const onType =
    readOnly || typing || !profile.online ? undefined : () => dispatch({ type: "address", open: true });
  return (
    <>
      {listed && (
        <OrganizationsGrid
          rows={rows}
          chosen={profile.organization?.id}
          onChoose={(row) => void choose(row.id)}
        />
      )}
      {!listed && !chosen && kind !== "application" && (
        <Empty
          words={!people ? kind : rows ? "none" : "before"}
          problem={problemAt(state.problems, "organization")}
          onAddTenant={() => onGo("extraTenants")}
          onType={onType}
        />
      )}
      {typing ? (
        <TypedAddress
          profile={profile}
          quiet={!addressOpen}
          primary={nextStep(state) === "address"}
          onClose={() => dispatch({ type: "address", open: false })}
        />
      ) : (
        (listed || chosen) && <Chosen state={state} onType={onType} />
      )}
      <WhoAmILine state={state} />
    </>
  );
}

const emptyWords = {
  before: ["dialog.gridEmpty", undefined],
  none: ["dialog.noneFound", "dialog.noneFoundWhat"],
  "on-premises": ["dialog.gridOnPremises", "dialog.gridOnPremisesHow"],
} as const;

interface EmptyProps {
  words: keyof typeof emptyWords;
  problem: Problem | undefined;
  onAddTenant(): void;
  onType: (() => void) | undefined;
}

// Empty stands where the list will.
function Empty({ words, problem, onAddTenant, onType }: EmptyProps) {
  const { t } = useTranslation();
  const [title, what] = emptyWords[words];
  return (
    <section className={css.empty} id="field-organization" aria-label={t("dialog.chosen")} tabIndex={-1}>
      <p>{words === "before" ? t(title) : <strong>{t(title)}</strong>}</p>
      {problem && <p className={form.fieldError}>{messageOf(problem).validationMessage}</p>}
      {what && <p>{t(what)}</p>}
      {words === "none" && (
        <p>
          {t("dialog.noneFoundGuest")}{" "}
          <Link as="button" inline onClick={onAddTenant}>
            {t("dialog.addTenant")}
          </Link>
        </p>
      )}
      {onType && <TypeInstead onType={onType} />}
    </section>
  );
}

function TypeInstead({ onType }: { onType(): void }) {
  const { t } = useTranslation();
  return (
    <Link as="button" className={css.typeInstead} onClick={onType}>
      {t("dialog.typeAddress")}
    </Link>
  );
}

// Chosen is the organization of the profile, where no row of the list shows it.
function Chosen({ state, onType }: { state: DialogState; onType: (() => void) | undefined }) {
  const { t } = useTranslation();
  const { organization, organizationUrl } = state.draft.profile;
  const row = state.rows?.some((each) => each.id === organization?.id);
  if (row || (!organization && !organizationUrl)) return onType ? <TypeInstead onType={onType} /> : null;
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
        ) : (
          <Truncated text={organizationUrl ?? ""} />
        )}
      </div>
      {onType && <TypeInstead onType={onType} />}
    </div>
  );
}

interface TypedAddressProps {
  profile: Profile;
  // quiet says that it stands there by itself: nobody asked, so it takes no focus.
  quiet: boolean;
  primary: boolean;
  onClose(): void;
}

function TypedAddress({ profile, quiet, primary, onClose }: TypedAddressProps) {
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
          <Button {...pressedByEnter(primary)} onClick={() => void use()}>
            {t("dialog.useAddress")}
          </Button>
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
          if (event.key !== "Enter") return;
          event.preventDefault(); // it is for this address, whatever the form's next step is
          void use();
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

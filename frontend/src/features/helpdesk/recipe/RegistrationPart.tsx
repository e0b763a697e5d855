import type { Permission, Recipe, Registration } from "../../../backend/recipes";
import { en } from "../../../i18n/en";
import { type I18n, useTranslation } from "../../../i18n/i18n";
import { CopyButton } from "../../../ui/CopyButton";
import { type Fact, Facts } from "../../../ui/Facts";
import { Group } from "../../../ui/Group";
import { Marked } from "../../../ui/Marked";
import text from "../../../ui/text.module.css";
import css from "../helpdesk.module.css";

const words = en.registration;

// said is a word of the recipe in the words of today's portals; one that is not known
// here is shown as it is.
function said<K extends string>(table: Record<K, string>, word: string, say: (key: K) => string): string {
  return Object.hasOwn(table, word) ? say(word as K) : word;
}

// RegistrationPart is how the application is registered, label by label, and who agrees to it.
export function RegistrationPart({ recipe }: { recipe: Recipe }) {
  const { t } = useTranslation();
  const { registration, consent } = recipe;
  if (!registration && !consent) return null;
  return (
    <Group title={t("registration.title")}>
      {registration?.maker && <p className={css.text}>{t("registration.maker")}</p>}
      {registration && <Facts className={css.facts} facts={settingsOf(registration, t)} />}
      {consent && (
        <Facts
          className={css.facts}
          facts={[
            [t("registration.consent"), <Marked key="who" text={consent.who} />],
            [t("registration.oldConsent"), consent.old && <Copied key="old" text={consent.old} />],
            [
              t("registration.consentRedirect"),
              consent.redirectUri && <Copied key="redirect" text={consent.redirectUri} />,
            ],
          ]}
        />
      )}
    </Group>
  );
}

function settingsOf(r: Registration, t: I18n["t"]): Fact[] {
  const yesNo = (yes: boolean | undefined) => t(yes ? "registration.yes" : "registration.no");
  return [
    [t("registration.name"), <Copied key="name" text={r.name} />],
    [t("registration.applicationId"), r.applicationId && <Copied key="id" text={r.applicationId} />],
    [
      t("registration.accounts"),
      said(words.accountTypes, r.accounts, (key) => t(`registration.accountTypes.${key}`)),
    ],
    [
      t("registration.platform"),
      said(words.platforms, r.platform, (key) => t(`registration.platforms.${key}`)),
    ],
    [t("registration.redirectUris"), <Many key="uris" texts={r.redirectUris} />],
    [
      t("registration.oldRedirectUris"),
      r.oldRedirectUris && (
        <>
          <Many texts={r.oldRedirectUris} />
          <span className={text.hint}>{t("registration.oldRedirectUrisWhat")}</span>
        </>
      ),
    ],
    [t("registration.publicClient"), yesNo(r.publicClient)],
    [t("registration.idTokens"), yesNo(r.idTokens)],
    [t("registration.accessTokens"), yesNo(r.accessTokens)],
    [t("registration.permissions"), <Permissions key="permissions" list={r.permissions} />],
    [
      t("registration.secret"),
      r.secret && (
        <>
          {t("registration.secretIs", { description: r.secret.description, count: r.secret.months })}
          {r.secret.optional && <span className={text.hint}>{t("registration.secretOptional")}</span>}
        </>
      ),
    ],
    [
      t("registration.applicationUser"),
      r.applicationUser && t("registration.applicationUserIs", { role: r.applicationUser }),
    ],
  ].map(([name, value]) => [name, value || undefined] as Fact);
}

function Permissions({ list }: { list: readonly Permission[] }) {
  const { t } = useTranslation();
  return (
    <ul className={css.plain}>
      {list.map((p) => (
        <li key={`${p.api} ${p.name} ${p.type}`}>
          {t("registration.permission", {
            api: said(words.apis, p.api, (key) => t(`registration.apis.${key}`)),
            name: p.name,
            type: said(words.permissionTypes, p.type, (key) => t(`registration.permissionTypes.${key}`)),
          })}
        </li>
      ))}
    </ul>
  );
}

function Many({ texts }: { texts: readonly string[] }) {
  const { t } = useTranslation();
  if (texts.length === 0) return t("registration.noRedirectUris");
  return (
    <ul className={css.plain}>
      {texts.map((text) => (
        <li key={text}>
          <Copied text={text} />
        </li>
      ))}
    </ul>
  );
}

function Copied({ text }: { text: string }) {
  const { t } = useTranslation();
  return (
    <span className={css.copied}>
      <code>{text}</code>
      <CopyButton text={text} label={t("common.copyOf", { what: text })} iconOnly />
    </span>
  );
}

import type { SetupHost, SetupView } from "../../backend/helpdesk";
import { useTranslation } from "../../i18n/i18n";
import { type Fact, Facts } from "../../ui/Facts";
import { tame } from "../../ui/Truncated";
import { ProblemView } from "../problem/ProblemView";
import css from "./transfer.module.css";

// SetupFacts is what a setup file says of itself, what it would fill in, and where it leads.
export function SetupFacts({ view }: { view: SetupView }) {
  const { t } = useTranslation();
  const { setup, profile } = view;
  const text = (value: string | undefined) => (value ? tame(value) : undefined);
  const facts: Fact[] = [
    [t("setup.made"), text(setup.made)],
    [t("setup.note"), text(setup.note)],
    [t("setup.profile"), text(profile.name)],
    [t("setup.forUser"), text(profile.loginHint)],
    [t("setup.system"), text(profile.recipe)],
    [t("setup.cloud"), text(profile.cloud)],
    [t("setup.tenant"), text(profile.tenant)],
    [t("setup.applicationId"), text(profile.applicationId)],
    [t("setup.redirectUri"), text(profile.redirectUri)],
    [t("setup.organization"), text(profile.organization?.friendlyName ?? profile.organizationUrl)],
  ];
  return (
    <div className={css.setup}>
      <p>
        {t("setup.sender")} <strong>{tame(setup.company) || t("setup.nobody")}</strong>
      </p>
      <Facts facts={facts} />
      <h2>{t("setup.hosts")}</h2>
      <p className={css.quiet}>{t("setup.hostsWhat")}</p>
      <ul className={css.hosts} aria-label={t("setup.hosts")}>
        {setup.hosts.map((host) => (
          <HostLine key={`${host.purpose}/${host.host}`} host={host} />
        ))}
      </ul>
      {setup.authorities.length > 0 && (
        <>
          <h2>{t("setup.authorities")}</h2>
          <ul className={css.hosts}>
            {setup.authorities.map((authority) => (
              <li key={authority.sha256}>
                {tame(authority.subject)} <code>{authority.sha256}</code>
              </li>
            ))}
          </ul>
        </>
      )}
      {setup.warnings.map((warning) => (
        <ProblemView key={warning.code} problem={warning} quiet />
      ))}
    </div>
  );
}

function HostLine({ host }: { host: SetupHost }) {
  const { t } = useTranslation();
  const state = host.refused ? "refused" : host.trusted ? "known" : "look";
  return (
    <li>
      <code>{tame(host.host)}</code>
      <span className={css.quiet}>{t(`setup.purpose.${host.purpose}`)}</span>
      <strong className={css[state]}>{t(`setup.${state}`)}</strong>
    </li>
  );
}

import type { Rule } from "../../../../backend/types";
import { useTranslation } from "../../../../i18n/i18n";
import { tame } from "../../../../ui/Truncated";
import { clients, risks, ways } from "./outcome";

// useForWhom says in one line whom a rule is for.
export function useForWhom(): (rule: Rule) => string {
  const { t } = useTranslation();
  return (rule) => {
    const users = rule.users ?? [];
    const apps = rule.apps ?? [];
    const chosen = ways.filter((way) => rule.ways?.includes(way));
    return [
      users.length === 0
        ? t("policies.everybody")
        : users.length === 1
          ? tame(users[0] ?? "")
          : t("policies.people", { count: users.length }),
      apps.length === 0 ? t("policies.everyApp") : t("policies.apps", { count: apps.length }),
      chosen.length === 0
        ? t("policies.everyWay")
        : chosen.map((way) => t(`policies.ways.${way}`)).join(", "),
      ...(rule.resources ?? []).map(tame),
      ...(rule.contexts ?? []).map(tame),
      ...(rule.reportOnly ? [t("policies.reportOnly")] : []),
      ...(rule.highRisk ? [t("policies.atHighRisk")] : []),
      ...risks
        .filter((risk) => rule.userRisk?.includes(risk))
        .map((risk) => `${t("policies.userRisk")}: ${t(`policies.risks.${risk}`)}`),
      ...risks
        .filter((risk) => rule.signInRisk?.includes(risk))
        .map((risk) => `${t("policies.signInRisk")}: ${t(`policies.risks.${risk}`)}`),
      ...clients
        .filter((client) => rule.clients?.includes(client))
        .map((client) => t(`policies.clients.${client}`)),
    ].join(" · ");
  };
}

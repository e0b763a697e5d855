import type { Outcome, Rule } from "../../../../backend/types";

// codeOf is the AADSTS number of what a rule makes of a sign-in; 0 when it isn't known.
// Rules name it by a word, or as "AADSTS53003".
export function codeOf(result: string, outcomes: readonly Outcome[]): number {
  const number = /^AADSTS(\d+)$/.exec(result)?.[1];
  if (number) return Number(number);
  return outcomes.find((outcome) => outcome.word === result)?.code ?? 0;
}

export const ways = ["browser", "device-code", "password", "refresh", "application"] as const;

export const risks = ["low", "medium", "high"] as const;

export const clients = ["browser", "mobileAppsAndDesktopClients", "other"] as const;

export const platforms = ["windows", "macos", "linux", "ios", "android"] as const;

// withResult is a rule with another outcome. The field is called as in scenario files; its
// value is a word, so nothing takes a rule for a promise.
export function withResult(rule: Omit<Rule, "then">, result: string): Rule {
  // biome-ignore lint/suspicious/noThenProperty: see above
  return { ...rule, then: result };
}

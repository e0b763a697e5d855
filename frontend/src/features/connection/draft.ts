import type { Draft, Profile } from "../../backend/types";

// What a test depended on. The profile's name and colour are not among them.
const proofRests = [
  "cloud",
  "online",
  "twoFactor",
  "applicationId",
  "redirectUri",
  "organizationUrl",
  "signInAs",
  "loginHint",
  "credential",
  "customCloud",
] as const;

export function sameConnection(a: Draft, b: Draft): boolean {
  return (
    a.where === b.where &&
    proofRests.every((key) => same(a.profile[key] ?? "", b.profile[key] ?? "")) &&
    a.profile.organization?.id === b.profile.organization?.id &&
    a.profile.organization?.url === b.profile.organization?.url
  );
}

// unproved takes back the word that this connection was tested: it is another now.
export function unproved(draft: Draft): Draft {
  return { ...draft, profile: { ...draft.profile, lastVerified: undefined } };
}

export function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

// merge takes over what Go changed between the draft that was sent and its
// answer, and keeps what the user has typed meanwhile.
export function merge(sent: Draft, answer: Draft, current: Draft): Draft {
  const profile: Record<string, unknown> = { ...current.profile };
  const before = sent.profile as unknown as Record<string, unknown>;
  const after = answer.profile as unknown as Record<string, unknown>;
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (!same(before[key], after[key])) profile[key] = after[key];
  }
  return {
    ...current,
    profile: profile as unknown as Profile,
    where: same(sent.where, answer.where) ? current.where : answer.where,
    shown: answer.shown,
  };
}

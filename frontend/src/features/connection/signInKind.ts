import type { Profile } from "../../backend/types";

// SignInKind is what the profile signs in with, and so what the dialog asks for.
export type SignInKind = "on-premises" | "two-factor" | "password" | "application";

export function signInKind(profile: Profile): SignInKind {
  if (!profile.online) return "on-premises";
  if (profile.signInAs === "application") return "application";
  return profile.twoFactor ? "two-factor" : "password";
}

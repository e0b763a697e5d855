import type { Profile } from "../../backend/types";

// WayIn is what the profile signs in with, and so what the dialog asks for.
export type WayIn = "on-premises" | "two-factor" | "password" | "application";

export function wayIn(profile: Profile): WayIn {
  if (!profile.online) return "on-premises";
  if (profile.signInAs === "application") return "application";
  return profile.twoFactor ? "two-factor" : "password";
}

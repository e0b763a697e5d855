import type { FieldID } from "./fields";
import type { SignInKind } from "./signInKind";

export type Tab = "connection" | "twoFactor";

// tabOf is the tab that has the field.
export function tabOf(field: FieldID, kind: SignInKind = "two-factor"): Tab {
  const ids = field === "applicationId" || field === "redirectUri";
  return ids && kind === "two-factor" ? "twoFactor" : "connection";
}

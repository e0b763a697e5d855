import type { PracticeApp } from "../../../../backend/types";

// Fault is what people run into because of a registration, and the error that says so.
export interface Fault {
  code: number;
  why: FaultReason;
}

export type FaultReason =
  | "noRedirects"
  | "webWithoutSecret"
  | "secretExpired"
  | "spaFromApp"
  | "notPublic"
  | "singleTenant"
  | "unassigned"
  | "disabled"
  | "notInstalled"
  | "noPermissions"
  | "asks"
  | "needsAdmin"
  | "noIdTokens";

// faultsOf is what goes wrong with a registration as it stands, the hardest first. What
// nearly every registration lacks on purpose comes last.
export function faultsOf(app: PracticeApp, now: number): Fault[] {
  const found: Fault[] = [];
  const when = (is: boolean, code: number, why: FaultReason) => {
    if (is) found.push({ code, why });
  };
  const keys = app.keys ?? [];
  when(app.disabled === true, 7000112, "disabled");
  when(app.notInstalled === true, 700016, "notInstalled");
  when(app.redirectUris.length === 0, 500113, "noRedirects");
  when(app.platform === "web", 7000218, "webWithoutSecret");
  when(
    keys.some((key) => Date.parse(key.expires) <= now),
    7000222,
    "secretExpired",
  );
  when(app.platform === "spa", 9002327, "spaFromApp");
  when(app.platform !== "web" && !app.allowPublicClientFlows, 7000218, "notPublic");
  when(app.assignmentRequired === true, 50105, "unassigned");
  when(app.noPermissions === true, 650057, "noPermissions");
  when(app.consent === "user", 65001, "asks");
  when(app.consent === "admin", 90094, "needsAdmin");
  when(!app.multiTenant, 50194, "singleTenant");
  when(!app.idTokens, 700054, "noIdTokens");
  return found;
}

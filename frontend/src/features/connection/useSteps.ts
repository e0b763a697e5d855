import type { Flow, Profile } from "../../backend/types";
import { hasEnded } from "../../backend/useOperation";
import { useTranslation } from "../../i18n/i18n";
import type { NextStep } from "../problem/ProblemView";
import type { Next } from "../problem/words";
import type { FieldID } from "./fields";
import { signInKind } from "./signInKind";
import { missingID, type Over } from "./state";
import type { Connection } from "./useConnection";
import type { Work } from "./work";

interface Places {
  goTo(field: FieldID, kind?: ReturnType<typeof signInKind>): void;
  // toForm leaves the signing-in panel; a sign-in that goes on is ended.
  toForm(): void;
  typeAddress(): void;
}

// useSteps are the buttons of a problem: for each next step that the catalogue knows,
// what does it from here.
export function useSteps(
  { state, operation }: Connection,
  work: Work,
  { goTo, toForm, typeAddress }: Places,
): Partial<Record<Next, NextStep>> {
  const { t } = useTranslation();
  const { dispatch } = work;
  const { profile } = state.draft;
  const kind = signInKind(profile);
  const awaited = operation !== undefined && !hasEnded(operation) && state.started !== undefined;

  const show = (over: Over) => dispatch({ type: "over", over });
  const step = (label: string, run: () => void): NextStep => ({ label, run });
  const again = (change?: Partial<Profile>) => void work.again(change);
  // While the person is awaited the same sign-in takes another way; one that has ended
  // begins anew, and the profile keeps the way that works.
  const otherWay = (flow: Flow, method: Profile["method"]) => () =>
    awaited ? void work.switchTo(flow) : again({ method });
  const browserFlow: Flow = profile.responseMode === "query" ? "query" : "post";

  const twoFactor = () => {
    const change = { twoFactor: true, signInAs: "" } as const;
    const missing = missingID({ ...profile, ...change });
    if (!missing) return again(change);
    dispatch({ type: "edit", change });
    goTo(missing, "two-factor");
  };
  const credential = () => {
    if (kind !== "application") return goTo("password");
    goTo(profile.credential?.kind === "certificate" ? "certificate" : "clientSecret");
  };

  return {
    retry: step(t("signin.tryAgain"), again),
    "sign-in": step(t("home.signIn"), again),
    "prompt-again": step(t("dialog.promptAgain"), () => void work.retrieve(true)),
    "edit-name": step(t("dialog.changeOf", { what: t("dialog.name") }), () => goTo("name")),
    "edit-tenant": step(t("dialog.changeWhere"), () => goTo("where")),
    "paste-address": step(t("signin.pasteInstead"), otherWay("paste", "paste")),
    "use-browser": step(t("signin.useBrowser"), otherWay(browserFlow, "auto")),
    "use-device-code": step(t("signin.useDeviceCode"), otherWay("device-code", "device-code")),
    "use-two-factor": step(t("signin.useTwoFactor"), twoFactor),
    "add-authority": step(t("signin.addAuthority"), () => show("authorities")),
    "unlock-keychain": step(t("keychain.unlock"), () => void work.unlock()),
    "use-memory": step(t("keychain.useMemory"), () => void work.keepInMemory()),
    "type-url": step(t("dialog.typeAddress"), typeAddress),
    ...(kind !== "on-premises" && {
      "edit-application-id": step(t("dialog.changeOf", { what: t("twoFactor.applicationId") }), () =>
        goTo("applicationId"),
      ),
    }),
    ...(kind === "two-factor" && {
      "edit-redirect-uri": step(t("dialog.changeOf", { what: t("twoFactor.redirectUri") }), () =>
        goTo("redirectUri"),
      ),
    }),
    ...((kind === "password" || kind === "application") && {
      "edit-credential": step(t("signin.editCredential"), credential),
    }),
    ...(profile.customCloud && {
      "confirm-cloud": step(t("signin.confirmCloud"), () => {
        toForm();
        show("confirm-cloud");
      }),
    }),
  };
}

import { Suspense } from "react";
import type { Profile } from "../../backend/types";
import { type I18n, useTranslation } from "../../i18n/i18n";
import { Details } from "../../ui/Details";
import { part } from "../../ui/part";
import type { DialogState } from "./state";
import { useWork } from "./work";

const WaysBody = part(() => import("./ways/WaysBody").then((m) => m.WaysBody));

// OtherWays keeps the rarer choices out of the way, under one closed line that says
// what of them is set. It opens by itself when one of them is wrong.
export function OtherWays({ state }: { state: DialogState }) {
  const { t, language } = useTranslation();
  const { dispatch } = useWork();
  const set = setWays(state.draft.profile, t);
  const what = new Intl.ListFormat(language, { type: "unit", style: "short" }).format(set);

  return (
    <Details
      summary={set.length > 0 ? t("dialog.otherWaysSet", { what }) : t("dialog.otherWays")}
      open={state.waysOpen}
      onOpened={(open) => dispatch({ type: "ways", open })}
      late
    >
      <Suspense fallback={null}>
        <WaysBody state={state} />
      </Suspense>
    </Details>
  );
}

// setWays are the choices under the line that are not the usual ones, in small words:
// what stands behind a closed line must surprise nobody.
function setWays(profile: Profile, t: I18n["t"]): string[] {
  const { cloud, method, signInAs, domainHint, extraTenants } = profile;
  const words: string[] = [];
  if (cloud !== "public" && cloud !== "practice") words.push(t(`dialog.clouds.${cloud}`));
  if (signInAs === "application") words.push(t("ways.set.application"));
  else {
    if (method && method !== "auto") words.push(t(`ways.set.${method}`));
    if (domainHint) words.push(t("ways.set.domainHint"));
    if (extraTenants?.length) words.push(t("ways.set.tenants", { count: extraTenants.length }));
  }
  return words;
}

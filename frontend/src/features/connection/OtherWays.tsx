import { Suspense, useEffect, useState } from "react";
import type { Profile } from "../../backend/types";
import { type I18n, useTranslation } from "../../i18n/i18n";
import { Details } from "../../ui/Details";
import { part } from "../../ui/part";
import { fieldOf, isInOtherWays } from "./fields";
import type { Connection } from "./useConnection";
import type { Over } from "./useSteps";

const WaysBody = part(() => import("./ways/WaysBody").then((m) => m.WaysBody));

interface OtherWaysProps {
  connection: Connection;
  // asked counts how often something under this line was to be shown.
  asked: number;
  onShow(over: Over): void;
}

// OtherWays keeps the rarer choices out of the way, under one closed line that says
// what of them is set. It opens by itself when one of them is wrong.
export function OtherWays({ connection, asked, onShow }: OtherWaysProps) {
  const { t, language } = useTranslation();
  const { problems, draft } = connection.state;
  const wrong = problems.some((problem) => !problem.warning && isInOtherWays(fieldOf(problem)));
  const [opened, setOpened] = useState(false);
  useEffect(() => {
    if (asked > 0 || wrong) setOpened(true);
  }, [asked, wrong]);
  const set = setWays(draft.profile, t);
  const what = new Intl.ListFormat(language, { type: "unit", style: "short" }).format(set);

  return (
    <Details
      summary={set.length > 0 ? t("dialog.otherWaysSet", { what }) : t("dialog.otherWays")}
      open={opened}
      onOpened={setOpened}
      late
    >
      <Suspense fallback={null}>
        <WaysBody connection={connection} onShow={onShow} />
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

import { Input, Radio, RadioGroup } from "@fluentui/react-components";
import { SearchRegular } from "@fluentui/react-icons/svg/search";
import { useDeferredValue, useMemo, useState } from "react";
import { useTranslation } from "../../i18n/i18n";
import { address } from "../../ui/addresses";
import { useNavigation } from "../../ui/navigation";
import text from "../../ui/text.module.css";
import { ExplainBox } from "../problem/ExplainBox";
import type { NextStep } from "../problem/ProblemView";
import type { Next } from "../problem/words";
import { Explained, type Voice } from "./explain/Explained";
import { search } from "./explain/search";
import css from "./tools.module.css";

// most is how many explanations are shown at once.
const most = 20;

// ExplainTab finds explanations by words, and has an error explained. The buttons below an
// explanation are for the sign-in of a profile; "" is nobody's.
export function ExplainTab({ profile }: { profile: string }) {
  const { t } = useTranslation();
  const [query, setQuery] = useState("");
  const [voice, setVoice] = useState<Voice>("user");
  const wanted = useDeferredValue(query);
  const found = useMemo(() => search(wanted), [wanted]);
  const steps = useNextSteps(profile);

  return (
    <>
      <div className={css.searchLine}>
        <Input
          className={css.search}
          value={query}
          aria-label={t("explain.search")}
          placeholder={t("explain.searchHint")}
          contentBefore={<SearchRegular aria-hidden />}
          onChange={(_, data) => setQuery(data.value)}
        />
        <RadioGroup
          layout="horizontal"
          aria-label={t("explain.voice")}
          value={voice}
          onChange={(_, data) => setVoice(data.value as Voice)}
        >
          <Radio value="user" label={t("explain.voices.user")} />
          <Radio value="administrator" label={t("explain.voices.administrator")} />
        </RadioGroup>
      </div>
      <div role="status" className={text.hint}>
        {wanted.trim() !== "" &&
          (found.length === 0 ? t("explain.nothing") : t("explain.found", { count: found.length }))}
      </div>
      {found.length > 0 && (
        <ul className={css.explanations} aria-label={t("explain.search")}>
          {found.slice(0, most).map((each) => (
            <Explained key={each.code} explanation={each} voice={voice} steps={steps} />
          ))}
        </ul>
      )}
      {found.length > most && (
        <p className={text.hint}>{t("explain.more", { shown: most, count: found.length })}</p>
      )}
      <h2 className={css.part}>{t("explain.pasted")}</h2>
      <ExplainBox label={t("helpdesk.explainText")} hint={t("helpdesk.explainWhat")} steps={steps} />
    </>
  );
}

// What Latchkey can do about an error from here: it takes a profile.
function useNextSteps(profile: string): Partial<Record<Next, NextStep>> {
  const { t } = useTranslation();
  const { go } = useNavigation();
  return useMemo(() => {
    if (profile === "") return {};
    const edit: NextStep = {
      label: t("explain.openProfile"),
      run: () => go(address.profile({ kind: "edit", id: profile })),
    };
    const signIn: NextStep = {
      label: t("home.signIn"),
      run: () => go(address.profile({ kind: "signin", id: profile })),
    };
    const prompt: NextStep = {
      label: t("dialog.promptAgain"),
      run: () => go(address.profile({ kind: "prompt", id: profile })),
    };
    return {
      retry: signIn,
      "sign-in": signIn,
      "prompt-again": prompt,
      "edit-application-id": edit,
      "edit-redirect-uri": edit,
      "edit-tenant": edit,
      "edit-name": edit,
      "edit-credential": edit,
      "type-url": edit,
      "use-two-factor": edit,
      "use-browser": edit,
      "use-device-code": edit,
      "paste-address": edit,
      "confirm-cloud": edit,
    };
  }, [profile, go, t]);
}

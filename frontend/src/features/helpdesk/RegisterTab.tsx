import { useEffect, useState } from "react";
import { useBackend } from "../../backend/context";
import { useResource } from "../../backend/useResource";
import { useTranslation } from "../../i18n/i18n";
import { Choice } from "../../ui/fields";
import { ProfileChoice } from "./ProfileChoice";
import { CheckPart } from "./register/CheckPart";
import { ConsentPart } from "./register/ConsentPart";
import { ScriptPart } from "./register/ScriptPart";
import css from "./tools.module.css";

interface RegisterTabProps {
  recipe: string | undefined;
  profile: string;
  onProfile(id: string): void;
}

// RegisterTab is the application's registration: a script that makes it, a check of what
// there is, and the consent to it.
export function RegisterTab({ recipe, profile, onProfile }: RegisterTabProps) {
  const { t } = useTranslation();
  const backend = useBackend();
  const recipes = useResource("profiles", () => backend.guides.recipes());
  const [chosen, setChosen] = useState(recipe ?? "documentscorepack");
  const of = { recipe: chosen, profile };

  // What a profile is for is what its registration is held against.
  useEffect(() => {
    let live = true;
    if (profile) {
      backend.profiles.get(profile).then(
        (draft) => live && draft.profile.recipe && setChosen(draft.profile.recipe),
        () => {}, // without it, the choice stays
      );
    }
    return () => {
      live = false;
    };
  }, [backend, profile]);

  return (
    <div className={css.tabPanel}>
      <div className={css.twoFields}>
        <Choice
          label={t("register.forSystem")}
          value={chosen}
          options={(recipes.data ?? [])
            .filter((each) => each.system === "dataverse")
            .map((each) => ({ value: each.id, label: each.name }))}
          onChange={setChosen}
        />
        <ProfileChoice label={t("helpdesk.forProfile")} value={profile} onChange={onProfile} />
      </div>
      {/* What was found is of the system and the profile for which it was asked. */}
      <ScriptPart key={`script/${chosen}/${profile}`} {...of} />
      <CheckPart key={`check/${chosen}/${profile}`} {...of} />
      <ConsentPart key={`consent/${chosen}/${profile}`} {...of} />
    </div>
  );
}

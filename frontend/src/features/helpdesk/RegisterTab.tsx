import { Fragment, useState } from "react";
import { useBackend } from "../../backend/context";
import { useLoad } from "../../backend/useLoad";
import { useResource } from "../../backend/useResource";
import { useTranslation } from "../../i18n/i18n";
import { Choice } from "../../ui/fields";
import { Stack } from "../../ui/Stack";
import { Loading } from "../problem/Loading";
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
  const draft = useLoad(() => (profile ? backend.profiles.get(profile) : undefined), [backend, profile]).data;
  // picked is what a person chose, for which profile, and at first where they come from.
  const [picked, setPicked] = useState<{ recipe: string | undefined; profile?: string }>({ recipe });
  // What a profile is for is what its registration is held against, unless the person says otherwise.
  const chosen = (picked.profile !== profile && draft?.profile.recipe) || picked.recipe;
  const systems = (recipes.data ?? []).filter((each) => each.system === "dataverse");
  const system = systems.find((each) => each.id === chosen)?.id;

  return (
    <Stack gap={14}>
      <div className={css.twoFields}>
        <Choice
          label={t("register.forSystem")}
          value={system ?? ""}
          options={[
            ...(system ? [] : [{ value: "", label: t("register.chooseSystem") }]),
            ...systems.map((each) => ({ value: each.id, label: each.name })),
          ]}
          onChange={(id) => setPicked({ recipe: id, profile })}
        />
        <ProfileChoice label={t("helpdesk.forProfile")} value={profile} onChange={onProfile} />
      </div>
      <Loading of={recipes} />
      {/* What was found is of the system and the profile for which it was asked. */}
      {system && (
        <Fragment key={`${system}/${profile}`}>
          <ScriptPart recipe={system} profile={profile} />
          <CheckPart recipe={system} profile={profile} />
          <ConsentPart recipe={system} profile={profile} />
        </Fragment>
      )}
    </Stack>
  );
}

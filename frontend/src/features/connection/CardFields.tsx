import { useBackend } from "../../backend/context";
import type { TargetScreen } from "../../backend/recipes";
import type { Profile } from "../../backend/types";
import { useResource } from "../../backend/useResource";
import { en } from "../../i18n/en";
import { useTranslation } from "../../i18n/i18n";
import { CopyButton } from "../../ui/CopyButton";
import { cardText, FieldCard } from "../../ui/FieldCard";
import { Truncated } from "../../ui/Truncated";
import { Loading } from "../problem/Loading";
import css from "./AddOnCard.module.css";

function isFieldKey(id: string): id is keyof typeof en.card.field {
  return Object.hasOwn(en.card.field, id);
}

// CardFields are the values of a profile to type elsewhere: on the screens of the target
// system when its recipe knows them, else one below the other.
export function CardFields({ profile }: { profile: Profile }) {
  const { id, recipe } = profile;
  return recipe ? <ByRecipe id={id} recipe={recipe} /> : <OneBelowTheOther id={id} />;
}

function ByRecipe({ id, recipe }: { id: string; recipe: string }) {
  const backend = useBackend();
  const screens = useResource("profiles", async () => {
    // A recipe that this Latchkey doesn't know is no reason to show nothing.
    const view = await backend.guides.recipe(recipe, id, {}).catch(() => undefined);
    return view?.recipe.screens ?? [];
  });
  if (!screens.data) return <Loading of={screens} />;
  return screens.data.length > 0 ? <OnScreens screens={screens.data} /> : <OneBelowTheOther id={id} />;
}

function OnScreens({ screens }: { screens: TargetScreen[] }) {
  return (
    <>
      {screens.map((screen) => (
        <FieldCard key={screen.id} screen={screen} />
      ))}
      <CopyAll text={cardText(screens)} />
    </>
  );
}

function OneBelowTheOther({ id }: { id: string }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const card = useResource("profiles", () => backend.profiles.fieldCard(id));
  const label = (id: string) => (isFieldKey(id) ? t(`card.field.${id}`) : id);
  const fields = card.data ?? [];
  return (
    <>
      <Loading of={card} />
      {fields.length > 0 && (
        <>
          <dl className={css.fields}>
            {fields.map((field) => (
              <div key={field.id} className={css.field}>
                <dt>{label(field.id)}</dt>
                <dd>
                  <Truncated text={field.value} className={css.value} />
                  <CopyButton
                    text={field.value}
                    label={t("common.copyOf", { what: label(field.id) })}
                    iconOnly
                  />
                </dd>
              </div>
            ))}
          </dl>
          <CopyAll text={fields.map((field) => `${label(field.id)}: ${field.value}`).join("\n")} />
        </>
      )}
    </>
  );
}

function CopyAll({ text }: { text: string }) {
  const { t } = useTranslation();
  return (
    <div>
      <CopyButton appearance="secondary" label={t("card.copyAll")} text={text} />
    </div>
  );
}

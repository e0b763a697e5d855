import { Text } from "@fluentui/react-components";
import { useEffect, useRef } from "react";
import { useBackend } from "../../backend/context";
import type { RecipeInfo } from "../../backend/recipes";
import { useResource } from "../../backend/useResource";
import { en } from "../../i18n/en";
import { useTranslation } from "../../i18n/i18n";
import { Group } from "../../ui/Group";
import text from "../../ui/text.module.css";
import { Loading } from "../problem/Loading";
import css from "./helpdesk.module.css";

type System = keyof typeof en.helpdesk.system;

const systems = Object.keys(en.helpdesk.system) as System[];

function systemOf({ system }: RecipeInfo): System {
  return systems.find((each) => each === system) ?? "other";
}

interface RecipeListProps {
  // last is the one that somebody comes back from.
  last: string | undefined;
  onOpen(id: string): void;
}

// RecipeList is the target systems, grouped by what people sign in to.
export function RecipeList({ last, onOpen }: RecipeListProps) {
  const { t } = useTranslation();
  const backend = useBackend();
  const recipes = useResource("app", () => backend.guides.recipes());
  const back = useRef<HTMLButtonElement>(null);
  const came = recipes.data !== undefined;
  useEffect(() => {
    if (came) back.current?.focus();
  }, [came]);

  return (
    <>
      <Text>{t("helpdesk.what")}</Text>
      <Loading of={recipes} />
      {systems.map((system) => {
        const list = (recipes.data ?? []).filter((recipe) => systemOf(recipe) === system);
        if (list.length === 0) return null;
        return (
          <Group key={system} title={t(`helpdesk.system.${system}`)}>
            <ul className={css.recipes}>
              {list.map((recipe) => (
                <li key={recipe.id}>
                  <Card
                    recipe={recipe}
                    focus={recipe.id === last ? back : undefined}
                    onOpen={() => onOpen(recipe.id)}
                  />
                </li>
              ))}
            </ul>
          </Group>
        );
      })}
    </>
  );
}

interface CardProps {
  recipe: RecipeInfo;
  focus: React.RefObject<HTMLButtonElement | null> | undefined;
  onOpen(): void;
}

function Card({ recipe, focus, onOpen }: CardProps) {
  return (
    <button type="button" ref={focus} className={`${css.recipe} ${text.focusRing}`} onClick={onOpen}>
      <span className={css.recipeName}>{recipe.name}</span>{" "}
      {recipe.maker && <span className={text.hint}>{recipe.maker}</span>} <span>{recipe.summary}</span>
    </button>
  );
}

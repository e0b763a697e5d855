import { Button, Text } from "@fluentui/react-components";
import { AddRegular } from "@fluentui/react-icons/svg/add";
import { useBackend } from "../../backend/context";
import type { RecipeInfo } from "../../backend/recipes";
import { useResource } from "../../backend/useResource";
import { useTranslation } from "../../i18n/i18n";
import { address } from "../../ui/addresses";
import { useNavigation, useReturn } from "../../ui/navigation";
import text from "../../ui/text.module.css";
import { OpenSetup } from "./OpenSetup";
import css from "./profiles.module.css";
import welcome from "./Welcome.module.css";

// Welcome is the page without profiles. It asks one question; each answer is the shortest way
// on. The two that need no recipe are there at once.
export function Welcome() {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const backend = useBackend();
  const recipes = useResource("app", () => backend.guides.recipes());

  useReturn(recipes.data !== undefined || recipes.problem !== undefined);

  // A profile is the way to what people reach through Dataverse; for everything else there
  // are instructions.
  const choose = ({ id, system }: RecipeInfo) =>
    go(
      system === "dataverse"
        ? address.profile({ kind: "new", practice: false, recipe: id })
        : address.helpdesk({ recipe: id }),
    );

  // Whole or not at all: what comes in above a button moves it away from under the mouse.
  if (!recipes.data && !recipes.problem) return null;
  return (
    <section className={welcome.welcome} aria-labelledby="welcome">
      <Text as="h2" id="welcome" size={500} weight="semibold">
        {t("home.welcome")}
      </Text>
      <p className={css.muted}>{t("home.welcomeWhat")}</p>
      <Text as="h3" id="connect" size={400} weight="semibold">
        {t("home.connect")}
      </Text>
      {recipes.data && recipes.data.length > 0 && (
        <ul className={welcome.recipes} aria-labelledby="connect">
          {recipes.data.map((recipe) => (
            <li key={recipe.id}>
              <button
                type="button"
                id={`recipe-${recipe.id}`}
                className={`${welcome.recipe} ${text.focusRing}`}
                onClick={() => choose(recipe)}
              >
                <strong>{recipe.name}</strong>{" "}
                {recipe.maker && <span className={css.muted}>{recipe.maker}</span>}
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className={welcome.others}>
        <div className={welcome.other}>
          <strong>{t("home.somethingElse")}</strong>
          <p id="something-else">{t("home.somethingElseWhat")}</p>
          <Button
            id="new-profile"
            appearance="primary"
            icon={<AddRegular />}
            aria-describedby="something-else"
            onClick={() => go(address.profile({ kind: "new", practice: false }))}
          >
            {t("home.new")}
          </Button>
        </div>
        <div className={welcome.other}>
          <strong>{t("home.justTry")}</strong>
          <p id="just-try">{t("home.welcomePractice")}</p>
          <Button
            id="try-practice"
            aria-describedby="just-try"
            onClick={() => go(address.profile({ kind: "new", practice: true }))}
          >
            {t("home.tryPractice")}
          </Button>
        </div>
      </div>
      <p className={css.muted}>
        {t("home.setupWhat")} <OpenSetup />
      </p>
      <p className={css.muted}>
        {t("home.helpdeskWhat")}{" "}
        <Button size="small" onClick={() => go(address.helpdesk())}>
          {t("home.toHelpdesk")}
        </Button>
      </p>
    </section>
  );
}

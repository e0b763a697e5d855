import { Button, Text } from "@fluentui/react-components";
import { AddRegular } from "@fluentui/react-icons/svg/add";
import { useBackend } from "../../backend/context";
import type { RecipeInfo } from "../../backend/recipes";
import { useResource } from "../../backend/useResource";
import { useTranslation } from "../../i18n/i18n";
import type { Opened } from "../../ui/opened";
import text from "../../ui/text.module.css";
import css from "./Home.module.css";
import { OpenSetup } from "./OpenSetup";
import welcome from "./Welcome.module.css";

interface WelcomeProps {
  onOpen(opened: Opened): void;
  onHelpdesk(recipe?: string): void;
  onSetup(text: string): void;
}

// Welcome is Home without profiles. It asks one question; each answer is the shortest way
// on. The two that need no recipe are there at once.
export function Welcome({ onOpen, onHelpdesk, onSetup }: WelcomeProps) {
  const { t } = useTranslation();
  const backend = useBackend();
  const recipes = useResource("app", () => backend.guides.recipes());

  // A profile is the way to what people reach through Dataverse; for everything else there
  // are instructions.
  const choose = ({ id, system }: RecipeInfo) =>
    system === "dataverse" ? onOpen({ kind: "new", practice: false, recipe: id }) : onHelpdesk(id);

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
            appearance="primary"
            icon={<AddRegular />}
            aria-describedby="something-else"
            onClick={() => onOpen({ kind: "new", practice: false })}
          >
            {t("home.new")}
          </Button>
        </div>
        <div className={welcome.other}>
          <strong>{t("home.justTry")}</strong>
          <p id="just-try">{t("home.welcomePractice")}</p>
          <Button aria-describedby="just-try" onClick={() => onOpen({ kind: "new", practice: true })}>
            {t("home.tryPractice")}
          </Button>
        </div>
      </div>
      <p className={css.muted}>
        {t("home.setupWhat")} <OpenSetup onSetup={onSetup} />
      </p>
      <p className={css.muted}>
        {t("home.helpdeskWhat")}{" "}
        <Button size="small" onClick={() => onHelpdesk()}>
          {t("home.toHelpdesk")}
        </Button>
      </p>
    </section>
  );
}

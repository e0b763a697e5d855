import { Button, Text } from "@fluentui/react-components";
import { ArrowLeftRegular } from "@fluentui/react-icons/svg/arrow-left";
import { useEffect, useRef } from "react";
import type { Recipe } from "../../backend/recipes";
import { useTranslation } from "../../i18n/i18n";
import { FieldCard } from "../../ui/FieldCard";
import { Group } from "../../ui/Group";
import { Marked } from "../../ui/Marked";
import text from "../../ui/text.module.css";
import { dateText } from "../../ui/time";
import css from "./helpdesk.module.css";
import { DocumentsPart } from "./recipe/DocumentsPart";
import { Sentences, Terms, ThenAndNow, Traps } from "./recipe/NotesPart";
import { RegistrationPart } from "./recipe/RegistrationPart";
import { Walkthroughs } from "./recipe/Walkthroughs";

interface RecipePageProps {
  recipe: Recipe;
  start: string | undefined;
  today: string;
  onWalk(id: string): void;
  onBack(): void;
}

// RecipePage is everything about one target system.
export function RecipePage({ recipe, start, today, onWalk, onBack }: RecipePageProps) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);

  return (
    <>
      <div className={css.pageHead}>
        <Button size="small" appearance="subtle" icon={<ArrowLeftRegular />} onClick={onBack}>
          {t("helpdesk.allSystems")}
        </Button>
        <Text as="h2" ref={heading} tabIndex={-1} size={400} weight="semibold" className={css.pageTitle}>
          {recipe.name}
        </Text>
        {recipe.maker && <span className={text.hint}>{recipe.maker}</span>}
      </div>
      <p className={css.text}>
        <Marked text={recipe.summary} />
      </p>
      <Walkthroughs walkthroughs={recipe.walkthroughs} onOpen={onWalk} />
      <Checked recipe={recipe} />
      <div className={css.columns}>
        <Sentences title={t("helpdesk.methods")} texts={recipe.methods} />
        <Sentences title={t("helpdesk.prerequisites")} texts={recipe.prerequisites} />
      </div>
      <RegistrationPart recipe={recipe} />
      {recipe.screens && recipe.screens.length > 0 && (
        <Group title={t("helpdesk.screens")}>
          {recipe.screens.map((screen) => (
            <FieldCard key={screen.id} screen={screen} />
          ))}
        </Group>
      )}
      <DocumentsPart documents={recipe.documents} start={start} today={today} />
      <Traps traps={recipe.traps} />
      <Terms terms={recipe.terms} />
      <ThenAndNow thenAndNow={recipe.thenAndNow} />
      <Group title={t("helpdesk.sources")}>
        <ul className={css.sources}>
          {recipe.sources.map((source) => (
            <li key={source}>{source}</li>
          ))}
        </ul>
      </Group>
    </>
  );
}

// Checked says when this was compared with its sources, and what nobody could try. It is
// never folded away.
function Checked({ recipe }: { recipe: Recipe }) {
  const { t, language } = useTranslation();
  // A day is the same day everywhere.
  const date = dateText(`${recipe.checkedOn}T12:00:00`, language) || recipe.checkedOn;
  return (
    <div className={css.checked}>
      <span>{t("helpdesk.checkedOn", { date })}</span>
      {recipe.unchecked && recipe.unchecked.length > 0 && (
        <>
          <strong>{t("helpdesk.unchecked")}</strong>
          <ul className={css.sentences}>
            {recipe.unchecked.map((text) => (
              <li key={text}>
                <Marked text={text} />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

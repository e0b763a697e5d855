import { Button } from "@fluentui/react-components";
import type { Recipe } from "../../../backend/recipes";
import { useTranslation } from "../../../i18n/i18n";
import { Group } from "../../../ui/Group";
import { Stack } from "../../../ui/Stack";
import text from "../../../ui/text.module.css";
import css from "../helpdesk.module.css";

const roles = ["administrator", "user", "helpdesk"] as const;

interface WalkthroughsProps extends Pick<Recipe, "walkthroughs"> {
  onOpen(id: string): void;
}

// Walkthroughs leads to the steps of each person who has a part in it.
export function Walkthroughs({ walkthroughs, onOpen }: WalkthroughsProps) {
  const { t } = useTranslation();
  if (walkthroughs.length === 0) return null;
  return (
    <Group title={t("helpdesk.walkthroughs")}>
      <div className={css.roles}>
        {roles.map((role) => {
          const list = walkthroughs.filter((walkthrough) => walkthrough.role === role);
          if (list.length === 0) return null;
          return (
            <Stack gap={6} key={role}>
              <span className={text.hint}>{t(`helpdesk.role.${role}`)}</span>
              {list.map((walkthrough) => (
                <Button
                  key={walkthrough.id}
                  className={css.roleButton}
                  onClick={() => onOpen(walkthrough.id)}
                >
                  <span>
                    {walkthrough.title}{" "}
                    <span className={text.hint}>
                      {t("helpdesk.steps", { count: walkthrough.steps.length })}
                    </span>
                  </span>
                </Button>
              ))}
            </Stack>
          );
        })}
      </div>
    </Group>
  );
}

import { Button, Text } from "@fluentui/react-components";
import { AddRegular } from "@fluentui/react-icons/svg/add";
import type { Opened } from "../../app/Screens";
import { useTranslation } from "../../i18n/i18n";
import css from "./Home.module.css";

// Welcome is Home without profiles: what this is for and the two ways to begin.
export function Welcome({ onOpen }: { onOpen(opened: Opened): void }) {
  const { t } = useTranslation();
  return (
    <section className={css.welcome} aria-labelledby="welcome">
      <Text as="h2" id="welcome" size={500} weight="semibold">
        {t("home.welcome")}
      </Text>
      <p>{t("home.welcomeWhat")}</p>
      <ol>
        <li>{t("home.stepIds")}</li>
        <li>{t("home.stepSignIn")}</li>
        <li>{t("home.stepChoose")}</li>
      </ol>
      <div className={css.welcomeActions}>
        <Button
          appearance="primary"
          icon={<AddRegular />}
          onClick={() => onOpen({ kind: "new", practice: false })}
        >
          {t("home.new")}
        </Button>
        <Button onClick={() => onOpen({ kind: "new", practice: true })}>{t("home.tryPractice")}</Button>
      </div>
      <p className={css.muted}>{t("home.welcomePractice")}</p>
    </section>
  );
}

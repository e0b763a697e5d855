import { Button, Text } from "@fluentui/react-components";
import { AddRegular } from "@fluentui/react-icons/svg/add";
import { BookQuestionMarkRegular } from "@fluentui/react-icons/svg/book-question-mark";
import { PhoneRegular } from "@fluentui/react-icons/svg/phone";
import { SettingsRegular } from "@fluentui/react-icons/svg/settings";
import { useBackend } from "../../backend/context";
import { useResource } from "../../backend/useResource";
import { useTranslation } from "../../i18n/i18n";
import type { Opened } from "../../ui/opened";
import { homeFocus } from "../../ui/useClosing";
import { LazyProblem } from "../problem/LazyProblem";
import css from "./Home.module.css";
import { KeychainNotice } from "./KeychainNotice";
import { OpenSetup } from "./OpenSetup";
import { ProfileList } from "./ProfileList";
import { Welcome } from "./Welcome";

interface HomeProps {
  onOpen(opened: Opened): void;
  onPractice(): void;
  // onHelpdesk opens the helpdesk, at the page of a recipe if one is given.
  onHelpdesk(recipe?: string): void;
  // onSetup gets the text of a setup file.
  onSetup(text: string): void;
  onSettings(): void;
  onSession(id: string): void;
}

// Home is the first screen: the profiles and what to do with them. It must not
// pull in the dialog, the grid, the helpdesk or the catalogue of problems.
export function Home({ onOpen, onPractice, onHelpdesk, onSetup, onSettings, onSession }: HomeProps) {
  const { t } = useTranslation();
  const backend = useBackend();
  const profiles = useResource("profiles", () => backend.profiles.list());
  const rows = profiles.data;

  return (
    <div className={css.home}>
      <header className={css.header}>
        <Text as="h1" {...homeFocus} size={500} weight="semibold" className={css.title}>
          {t("home.title")}
        </Text>
        <Button appearance="subtle" icon={<PhoneRegular />} onClick={onPractice}>
          {t("home.openPractice")}
        </Button>
        <Button appearance="subtle" icon={<BookQuestionMarkRegular />} onClick={() => onHelpdesk()}>
          {t("home.openHelpdesk")}
        </Button>
        <Button appearance="subtle" icon={<SettingsRegular />} onClick={onSettings}>
          {t("home.openSettings")}
        </Button>
      </header>
      <main className={css.main}>
        <KeychainNotice />
        {profiles.problem && !rows && (
          <LazyProblem
            problem={profiles.problem}
            steps={{ retry: { label: t("home.tryAgain"), run: profiles.reload } }}
          />
        )}
        {rows?.length === 0 && <Welcome onOpen={onOpen} onHelpdesk={onHelpdesk} onSetup={onSetup} />}
        {rows && rows.length > 0 && (
          <>
            <div className={css.actions}>
              <Button
                appearance="primary"
                icon={<AddRegular />}
                onClick={() => onOpen({ kind: "new", practice: false })}
              >
                {t("home.new")}
              </Button>
              <Button onClick={() => onOpen({ kind: "new", practice: true })}>{t("home.tryPractice")}</Button>
              <OpenSetup onSetup={onSetup} />
              <Text className={css.count} size={200}>
                {t("home.count", { count: rows.length })}
              </Text>
            </div>
            <ProfileList rows={rows} onOpen={onOpen} onSession={onSession} />
          </>
        )}
      </main>
    </div>
  );
}

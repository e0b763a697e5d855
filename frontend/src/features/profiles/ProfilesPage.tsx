import { Button, Text } from "@fluentui/react-components";
import { AddRegular } from "@fluentui/react-icons/svg/add";
import { Suspense, useEffect } from "react";
import { useBackend } from "../../backend/context";
import { useResource } from "../../backend/useResource";
import { useTranslation } from "../../i18n/i18n";
import { address } from "../../ui/addresses";
import { useNavigation, useReturn } from "../../ui/navigation";
import { Page } from "../../ui/Page";
import { part } from "../../ui/part";
import { LazyProblem } from "../problem/LazyProblem";
import { KeychainNotice } from "./KeychainNotice";
import { OpenSetup } from "./OpenSetup";
import css from "./profiles.module.css";
import { Welcome } from "./Welcome";

// A newcomer needs no list; for everybody else it is fetched beside the profiles.
const ProfileList = part(() => import("./ProfileList").then((m) => m.ProfileList));

// ProfilesPage is the first page: the profiles and what to do with them. It must not
// pull in the dialog, the grid, the helpdesk or the catalogue of problems.
export function ProfilesPage() {
  const { t } = useTranslation();
  const backend = useBackend();
  const { go } = useNavigation();
  useEffect(() => ProfileList.preload(), []);
  const profiles = useResource("profiles", () => backend.profiles.list());
  const rows = profiles.data;
  const listed = rows !== undefined && rows.length > 0;
  useReturn(listed);

  return (
    <Page title={t("home.title")} fill={listed}>
      <div className={listed ? `${css.page} ${css.filled}` : css.page}>
        <KeychainNotice />
        {profiles.problem && !rows && (
          <LazyProblem
            problem={profiles.problem}
            steps={{ retry: { label: t("home.tryAgain"), run: profiles.reload } }}
          />
        )}
        {rows?.length === 0 && <Welcome />}
        {listed && (
          <>
            <div className={css.actions}>
              <Button
                id="new-profile"
                appearance="primary"
                icon={<AddRegular />}
                onClick={() => go(address.profile({ kind: "new", practice: false }))}
              >
                {t("home.new")}
              </Button>
              <Button id="try-practice" onClick={() => go(address.profile({ kind: "new", practice: true }))}>
                {t("home.tryPractice")}
              </Button>
              <OpenSetup />
              <Text className={css.count} size={200}>
                {t("home.count", { count: rows.length })}
              </Text>
            </div>
            <Suspense fallback={null}>
              <ProfileList rows={rows} />
            </Suspense>
          </>
        )}
      </div>
    </Page>
  );
}

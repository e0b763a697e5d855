import { Button, Tab, TabList } from "@fluentui/react-components";
import { Suspense, useState } from "react";
import { useBackend } from "../../backend/context";
import { useResource } from "../../backend/useResource";
import { useTranslation } from "../../i18n/i18n";
import { useAnnounce } from "../../ui/Announcer";
import { address } from "../../ui/addresses";
import { PracticeMark } from "../../ui/marks";
import { useNavigation } from "../../ui/navigation";
import { Page } from "../../ui/Page";
import { part } from "../../ui/part";
import { Confirm } from "../problem/Confirm";
import { EditsProvider } from "./desk/edits";
import css from "./practice.module.css";
import { Rehearsal } from "./Rehearsal";
import { practiceTabs } from "./tabs";

const Desk = part(() => import("./desk/Desk").then((m) => m.Desk));

// PracticePage is the practice tenant by itself: what it takes to rehearse, and the
// administrator's desk for whoever leads the rehearsal.
export function PracticePage() {
  const { t } = useTranslation();
  const backend = useBackend();
  const announce = useAnnounce();
  const { here, go, replace, back } = useNavigation();
  const [asking, setAsking] = useState(false);
  const requests = useResource("practice", () => backend.practice.consentRequests());
  const waiting = requests.data?.filter((request) => request.state === "pending").length ?? 0;
  const tab = practiceTabs.find((each) => each === here.path[1]) ?? "rehearsal";
  // recipe is what somebody came from the helpdesk to rehearse.
  const recipe = here.query.get("recipe") ?? undefined;

  return (
    <EditsProvider>
      {(leave) => (
        <Page
          title={t("practice.title")}
          onBack={recipe ? () => back(address.helpdesk({ recipe })) : undefined}
          mark={<PracticeMark />}
          actions={
            <>
              <Button onClick={() => leave(() => setAsking(true))}>{t("practice.reset")}</Button>
              <Button
                appearance="primary"
                onClick={() => go(address.profile({ kind: "new", practice: true, recipe }))}
              >
                {t("practice.startProfile")}
              </Button>
            </>
          }
        >
          <div className={css.tabbed}>
            <TabList
              size="small"
              className={css.tabs}
              aria-label={t("desk.tabs")}
              selectedValue={tab}
              onTabSelect={(_, data) =>
                leave(() => replace(address.practice(data.value as typeof tab, recipe)))
              }
            >
              {practiceTabs.map((each) => (
                <Tab key={each} value={each} id={`practice-${each}`} aria-controls="practice-panel">
                  {each === "consent" && waiting > 0
                    ? t("desk.waiting", { tab: t("desk.tab.consent"), number: waiting })
                    : t(`desk.tab.${each}`)}
                </Tab>
              ))}
            </TabList>
            <div
              className={css.panel}
              role="tabpanel"
              id="practice-panel"
              aria-labelledby={`practice-${tab}`}
            >
              {tab === "rehearsal" ? (
                <Rehearsal />
              ) : (
                <Suspense fallback={null}>
                  <Desk tab={tab} />
                </Suspense>
              )}
            </div>
          </div>
          {asking && (
            <Confirm
              title={t("practice.resetTitle")}
              what={t("practice.resetWhat")}
              yes={t("practice.reset")}
              onYes={async () => {
                await backend.practice.reset();
                announce(t("practice.resetDone"));
              }}
              onDone={() => setAsking(false)}
              onNo={() => setAsking(false)}
            />
          )}
        </Page>
      )}
    </EditsProvider>
  );
}

import { Button, Tab, TabList } from "@fluentui/react-components";
import { Suspense, useState } from "react";
import { useBackend } from "../../backend/context";
import { useResource } from "../../backend/useResource";
import { useTranslation } from "../../i18n/i18n";
import { useAnnounce } from "../../ui/Announcer";
import { PracticeMark } from "../../ui/marks";
import { part } from "../../ui/part";
import { Sheet } from "../../ui/Sheet";
import { Confirm } from "../problem/Confirm";
import type { DeskTab } from "./desk/Desk";
import { EditsProvider } from "./desk/edits";
import css from "./practice.module.css";
import { Rehearsal } from "./Rehearsal";

const Desk = part(() => import("./desk/Desk").then((m) => m.Desk));

const tabs = ["rehearsal", "people", "apps", "policies", "log", "consent", "scenarios"] as const;

interface PracticeDialogProps {
  // tab is the one to begin with.
  tab?: DeskTab | "rehearsal";
  onClose(): void;
  onStart(): void;
}

// PracticeDialog is the practice tenant by itself: what it takes to rehearse, and the
// administrator's desk for whoever leads the rehearsal.
export function PracticeDialog({ tab: first = "rehearsal", onClose, onStart }: PracticeDialogProps) {
  const { t } = useTranslation();
  const backend = useBackend();
  const announce = useAnnounce();
  const [tab, setTab] = useState(first);
  const [asking, setAsking] = useState(false);
  const requests = useResource("practice", () => backend.practice.consentRequests());
  const waiting = requests.data?.filter((request) => request.state === "pending").length ?? 0;

  return (
    <EditsProvider>
      {(leave) => (
        <Sheet
          wide
          title={t("practice.title")}
          mark={<PracticeMark />}
          guard={leave}
          onClose={onClose}
          actions={(then) => (
            <>
              <Button onClick={() => leave(() => setAsking(true))}>{t("practice.reset")}</Button>
              <Button appearance="primary" onClick={() => then(onStart)}>
                {t("practice.startProfile")}
              </Button>
            </>
          )}
        >
          <div className={css.tabbed}>
            <TabList
              size="small"
              className={css.tabs}
              aria-label={t("desk.tabs")}
              selectedValue={tab}
              onTabSelect={(_, data) => leave(() => setTab(data.value as typeof tab))}
            >
              {tabs.map((each) => (
                <Tab key={each} value={each} id={`practice-${each}`}>
                  {each === "consent" && waiting > 0
                    ? t("desk.waiting", { tab: t("desk.tab.consent"), number: waiting })
                    : t(`desk.tab.${each}`)}
                </Tab>
              ))}
            </TabList>
            <div className={css.panel} role="tabpanel" aria-labelledby={`practice-${tab}`}>
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
        </Sheet>
      )}
    </EditsProvider>
  );
}

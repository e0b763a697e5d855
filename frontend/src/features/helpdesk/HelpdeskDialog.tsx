import { TabList, Tab as TabOf } from "@fluentui/react-components";
import { useState } from "react";
import { useTranslation } from "../../i18n/i18n";
import type { Opened } from "../../ui/opened";
import { Sheet } from "../../ui/Sheet";
import { ExplainTab } from "./ExplainTab";
import { Foot, hasFoot } from "./Foot";
import css from "./helpdesk.module.css";
import { type Place, type PracticeTab, start } from "./place";
import { RegisterTab } from "./RegisterTab";
import { SupportTab } from "./SupportTab";
import { SystemsTab } from "./SystemsTab";
import { useHelpdesk } from "./useHelpdesk";

const tabs = ["systems", "explain", "register", "support"] as const;
type Tab = (typeof tabs)[number];

interface HelpdeskDialogProps {
  // at is where to begin: at a recipe, or where somebody was before.
  at?: Place;
  onOpen(opened: Opened): void;
  // onRehearse opens the practice tenant; from is where to come back to.
  onRehearse(tab: PracticeTab, from: Place): void;
  onClose(): void;
}

// HelpdeskDialog leads anyone through connecting a system, and explains errors.
export function HelpdeskDialog({ at = start, onOpen, onRehearse, onClose }: HelpdeskDialogProps) {
  const { t } = useTranslation();
  const [tab, setTab] = useState<Tab>("systems");
  const helpdesk = useHelpdesk(at);
  const [seen, setSeen] = useState<ReadonlySet<Tab>>(new Set());
  const { profile } = helpdesk.place;
  const onProfile = (id: string) => helpdesk.fillIn({ profile: id });
  const foot = tab === "systems" && hasFoot(helpdesk);

  return (
    <Sheet
      wide
      title={t("helpdesk.title")}
      actions={
        foot
          ? (leave) => <Foot helpdesk={helpdesk} leave={leave} onOpen={onOpen} onRehearse={onRehearse} />
          : undefined
      }
      onClose={onClose}
    >
      <div className={css.tabbed}>
        <TabList
          size="small"
          className={css.tabs}
          aria-label={t("helpdesk.tabs")}
          selectedValue={tab}
          onTabSelect={(_, data) => {
            setTab(data.value as Tab);
            setSeen((before) => new Set([...before, data.value as Tab]));
          }}
        >
          {tabs.map((each) => (
            <TabOf key={each} value={each} id={`helpdesk-${each}`}>
              {t(`helpdesk.tab.${each}`)}
            </TabOf>
          ))}
        </TabList>
        {/* Those that were looked at stay: what was read and typed in one is there after a look at another. */}
        {tabs.map((each) => (
          <div
            key={each}
            className={css.panel}
            role="tabpanel"
            aria-labelledby={`helpdesk-${each}`}
            hidden={tab !== each}
          >
            {each === "systems" && <SystemsTab helpdesk={helpdesk} />}
            {each === "explain" && seen.has(each) && <ExplainTab profile={profile} onOpen={onOpen} />}
            {each === "register" && seen.has(each) && (
              <RegisterTab recipe={helpdesk.place.recipe} profile={profile} onProfile={onProfile} />
            )}
            {each === "support" && seen.has(each) && <SupportTab profile={profile} onProfile={onProfile} />}
          </div>
        ))}
      </div>
    </Sheet>
  );
}

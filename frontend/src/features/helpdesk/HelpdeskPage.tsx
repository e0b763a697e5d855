import { TabList, Tab as TabOf } from "@fluentui/react-components";
import { useState } from "react";
import { useTranslation } from "../../i18n/i18n";
import { Page } from "../../ui/Page";
import { ExplainTab } from "./ExplainTab";
import { Foot, hasFoot } from "./Foot";
import css from "./helpdesk.module.css";
import { type HelpdeskTab, helpdeskTabs } from "./place";
import { RegisterTab } from "./RegisterTab";
import { SupportTab } from "./SupportTab";
import { SystemsTab } from "./SystemsTab";
import { useHelpdesk } from "./useHelpdesk";

// HelpdeskPage leads anyone through connecting a system, and explains errors.
export function HelpdeskPage() {
  const { t } = useTranslation();
  const helpdesk = useHelpdesk();
  const { tab } = helpdesk;
  const [seen, setSeen] = useState<ReadonlySet<HelpdeskTab>>(new Set([tab]));
  if (!seen.has(tab)) setSeen(new Set([...seen, tab]));
  const { profile } = helpdesk.place;
  const onProfile = (id: string) => helpdesk.fillIn({ profile: id });

  return (
    <Page
      title={t("helpdesk.title")}
      actions={tab === "systems" && hasFoot(helpdesk) ? <Foot helpdesk={helpdesk} /> : undefined}
    >
      <div className={css.tabbed}>
        <TabList
          size="small"
          className={css.tabs}
          aria-label={t("helpdesk.tabs")}
          selectedValue={tab}
          onTabSelect={(_, data) => helpdesk.toTab(data.value as HelpdeskTab)}
        >
          {helpdeskTabs.map((each) => (
            <TabOf key={each} value={each} id={`helpdesk-${each}`} aria-controls={`helpdesk-panel-${each}`}>
              {t(`helpdesk.tab.${each}`)}
            </TabOf>
          ))}
        </TabList>
        {/* Those that were looked at stay: what was read and typed in one is there after a look at another. */}
        {helpdeskTabs.map((each) => (
          <div
            key={each}
            className={css.panel}
            role="tabpanel"
            id={`helpdesk-panel-${each}`}
            aria-labelledby={`helpdesk-${each}`}
            hidden={tab !== each}
          >
            {each === "systems" && <SystemsTab helpdesk={helpdesk} />}
            {each === "explain" && seen.has(each) && <ExplainTab profile={profile} />}
            {each === "register" && seen.has(each) && (
              <RegisterTab recipe={helpdesk.place.recipe} profile={profile} onProfile={onProfile} />
            )}
            {each === "support" && seen.has(each) && <SupportTab profile={profile} onProfile={onProfile} />}
          </div>
        ))}
      </div>
    </Page>
  );
}

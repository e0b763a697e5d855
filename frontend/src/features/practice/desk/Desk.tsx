import type { PracticeTab } from "../tabs";
import { AppsTab } from "./apps/AppsTab";
import { ConsentTab } from "./ConsentTab";
import css from "./Desk.module.css";
import { LogTab } from "./LogTab";
import { PeopleTab } from "./people/PeopleTab";
import { PoliciesTab } from "./policies/PoliciesTab";
import { ScenariosTab } from "./ScenariosTab";

export type DeskTab = Exclude<PracticeTab, "rehearsal">;

const parts = {
  people: PeopleTab,
  apps: AppsTab,
  policies: PoliciesTab,
  log: LogTab,
  consent: ConsentTab,
  scenarios: ScenariosTab,
} as const;

// Desk is the administrator's side of the practice tenant, for whoever leads a lesson.
export function Desk({ tab }: { tab: DeskTab }) {
  const Part = parts[tab];
  return (
    <div className={css.desk}>
      <Part key={tab} />
    </div>
  );
}

import { Button, Spinner } from "@fluentui/react-components";
import { useState } from "react";
import { useBackend } from "../../../backend/context";
import type { ScenarioInfo } from "../../../backend/types";
import { useResource } from "../../../backend/useResource";
import { useTranslation } from "../../../i18n/i18n";
import { useAnnounce } from "../../../ui/Announcer";
import { Group } from "../../../ui/Group";
import { Stack } from "../../../ui/Stack";
import { tame } from "../../../ui/Truncated";
import text from "../../../ui/text.module.css";
import { momentText } from "../../../ui/time";
import { useSaving } from "../../../ui/useSaving";
import { Confirm } from "../../problem/Confirm";
import { ProblemView } from "../../problem/ProblemView";
import tab from "./tab.module.css";

const hour = 3600;
const steps = [
  { seconds: hour, key: "scenarios.hour" },
  { seconds: 24 * hour, key: "scenarios.day" },
  { seconds: 15 * 24 * hour, key: "scenarios.days15" },
  { seconds: 90 * 24 * hour, key: "scenarios.days90" },
] as const;

// ScenariosTab begins a lesson, and moves the practice clock: what comes after fourteen
// days needn't be waited for.
export function ScenariosTab() {
  const { t, language } = useTranslation();
  const backend = useBackend();
  const announce = useAnnounce();
  const scenarios = useResource("practice", () => backend.practice.scenarios());
  const state = useResource("practice", () => backend.practice.state());
  const { saving, problem, save } = useSaving();
  const [asking, setAsking] = useState<ScenarioInfo | undefined>();
  const shown = problem ?? scenarios.problem ?? state.problem;

  return (
    <Stack gap={16}>
      {shown && <ProblemView problem={shown} />}
      <Group title={t("scenarios.lessons")}>
        <p className={text.hint}>{t("scenarios.what")}</p>
        {!scenarios.data && !scenarios.problem && <Spinner size="small" label={t("app.loading")} />}
        <ul className={tab.cards}>
          {scenarios.data?.map((scenario) => (
            <li key={scenario.name} className={tab.card}>
              <p className={tab.cardTitle}>
                <strong>{tame(scenario.title || scenario.name)}</strong>
                {state.data?.scenario === scenario.name && (
                  <span className={tab.tag}>{t("scenarios.loaded")}</span>
                )}
              </p>
              <div className={tab.buttons}>
                <Button
                  size="small"
                  aria-label={t("scenarios.loadOf", { name: scenario.title || scenario.name })}
                  onClick={() => setAsking(scenario)}
                >
                  {t("scenarios.load")}
                </Button>
                <code className={tab.id}>latchkey practice --scenario {scenario.name}</code>
              </div>
            </li>
          ))}
        </ul>
      </Group>
      <Group title={t("scenarios.clock")}>
        <p className={text.hint}>
          {state.data && t("scenarios.clockIs", { time: momentText(state.data.time, language) })}{" "}
          {t("scenarios.clockWhat")}
        </p>
        <div className={tab.buttons}>
          {steps.map(({ seconds, key }) => (
            <Button
              key={key}
              size="small"
              disabledFocusable={saving}
              onClick={() => void save(() => backend.practice.advanceClock(seconds), t("scenarios.moved"))}
            >
              {t(key)}
            </Button>
          ))}
        </div>
      </Group>
      {asking && (
        <Confirm
          title={t("scenarios.loadTitle", { name: asking.title || asking.name })}
          what={t("scenarios.loadWhat")}
          yes={t("scenarios.load")}
          onYes={async () => {
            await backend.practice.loadScenario(asking.name);
            announce(t("scenarios.loadDone"));
          }}
          onDone={() => setAsking(undefined)}
          onNo={() => setAsking(undefined)}
        />
      )}
    </Stack>
  );
}

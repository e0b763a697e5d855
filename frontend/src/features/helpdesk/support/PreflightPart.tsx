import { Button, Spinner } from "@fluentui/react-components";
import { useState } from "react";
import { useBackend } from "../../../backend/context";
import type { Check } from "../../../backend/types";
import { useTranslation } from "../../../i18n/i18n";
import { Toggle } from "../../../ui/fields";
import { Group } from "../../../ui/Group";
import text from "../../../ui/text.module.css";
import { useSaving } from "../../../ui/useSaving";
import { CheckLines } from "../../problem/CheckLines";
import { ProblemView } from "../../problem/ProblemView";

// PreflightPart checks a profile before anybody types a password. It asks its hosts only
// when told to.
export function PreflightPart({ profile }: { profile: string }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [online, setOnline] = useState(false);
  const [checks, setChecks] = useState<Check[] | undefined>();
  const { saving, problem, save } = useSaving();
  const run = () => save(async () => setChecks(await backend.app.preflight(profile, online)));

  return (
    <Group title={t("support.preflight")}>
      <p className={text.hint}>{profile ? t("support.preflightWhat") : t("support.choose")}</p>
      {profile && (
        <>
          <Toggle label={t("support.online")} checked={online} onChange={setOnline} />
          <div>
            <Button
              size="small"
              disabledFocusable={saving}
              icon={saving ? <Spinner size="extra-tiny" /> : undefined}
              onClick={() => void run()}
            >
              {t("support.run")}
            </Button>
          </div>
          {problem && <ProblemView problem={problem} />}
          <div role="status">{checks && <CheckLines checks={checks} />}</div>
        </>
      )}
    </Group>
  );
}

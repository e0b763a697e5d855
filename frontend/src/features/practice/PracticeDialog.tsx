import { Button } from "@fluentui/react-components";
import { useState } from "react";
import { useBackend } from "../../backend/context";
import { useResource } from "../../backend/useResource";
import { useTranslation } from "../../i18n/i18n";
import { useAnnounce } from "../../ui/Announcer";
import { Confirm } from "../../ui/Confirm";
import { CopyButton } from "../../ui/CopyButton";
import { PracticeMark } from "../../ui/PracticeMark";
import { Sheet } from "../../ui/Sheet";
import { Truncated } from "../../ui/Truncated";
import { ProblemView } from "../problem/ProblemView";
import { Phone } from "./Phone";
import css from "./practice.module.css";
import { Users } from "./Users";

interface PracticeDialogProps {
  onClose(): void;
  onStart(): void;
}

// PracticeDialog is the practice tenant by itself: its users, its application,
// its phone, and a fresh start.
export function PracticeDialog({ onClose, onStart }: PracticeDialogProps) {
  const { t } = useTranslation();
  const backend = useBackend();
  const announce = useAnnounce();
  const state = useResource("practice", () => backend.practice.state());
  const [asking, setAsking] = useState(false);
  const facts: [string, string][] = state.data
    ? [
        [t("twoFactor.applicationId"), state.data.applicationId],
        [t("twoFactor.redirectUri"), state.data.redirectUri],
      ]
    : [];

  return (
    <Sheet
      title={t("practice.title")}
      mark={<PracticeMark />}
      onClose={onClose}
      actions={(leave) => (
        <>
          <Button onClick={() => setAsking(true)}>{t("practice.reset")}</Button>
          <Button appearance="primary" onClick={() => leave(onStart)}>
            {t("practice.startProfile")}
          </Button>
        </>
      )}
    >
      <div className={css.dialogBody}>
        <div className={css.stack}>
          <p className={css.small}>{t("practice.what")}</p>
          {state.problem && <ProblemView problem={state.problem} />}
          <Users title={t("practice.users")} />
          {facts.length > 0 && (
            <section aria-label={t("practice.application")}>
              <strong>{t("practice.application")}</strong>
              <dl className={css.facts}>
                {facts.map(([label, value]) => (
                  <Fact key={label} label={label} value={value} />
                ))}
              </dl>
            </section>
          )}
        </div>
        <Phone />
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
  );
}

function Fact({ label, value }: { label: string; value: string }) {
  const { t } = useTranslation();
  return (
    <>
      <dt>{label}</dt>
      <dd>
        <Truncated text={value} />
      </dd>
      <dd>
        <CopyButton text={value} label={t("common.copyOf", { what: label })} iconOnly />
      </dd>
    </>
  );
}

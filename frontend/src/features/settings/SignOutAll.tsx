import { Button } from "@fluentui/react-components";
import { useState } from "react";
import { useBackend } from "../../backend/context";
import { useTranslation } from "../../i18n/i18n";
import { useAnnounce } from "../../ui/Announcer";
import { Confirm } from "../problem/Confirm";

// SignOutAll forgets every session of this computer, after a question.
export function SignOutAll() {
  const { t } = useTranslation();
  const backend = useBackend();
  const announce = useAnnounce();
  const [asking, setAsking] = useState(false);
  const [said, setSaid] = useState("");
  return (
    <section aria-labelledby="sessions">
      <h2 id="sessions">{t("settings.sessions")}</h2>
      <p>{t("settings.sessionsWhat")}</p>
      <div>
        <Button onClick={() => setAsking(true)}>{t("settings.signOutAll")}</Button>
      </div>
      {said && <p>{said}</p>}
      {asking && (
        <Confirm
          title={t("settings.signOutAllTitle")}
          what={t("settings.signOutAllWhat")}
          yes={t("settings.signOutAll")}
          onYes={async () => {
            const done = await backend.profiles.signOutAll();
            const words = t("settings.signedOutAll", { count: done.profiles.length });
            setSaid(words);
            announce(words);
          }}
          onDone={() => setAsking(false)}
          onNo={() => setAsking(false)}
        />
      )}
    </section>
  );
}

import { useRef, useState } from "react";
import { useBackend } from "../../backend/context";
import { useTranslation } from "../../i18n/i18n";
import { useAnnounce } from "../../ui/Announcer";
import { tame } from "../../ui/Truncated";
import { Confirm } from "../problem/Confirm";

interface SignOutQuestionProps {
  profile: { id: string; name: string };
  onDone(): void;
  onNo(): void;
}

// SignOutQuestion asks, signs out, and says which other profiles shared the sign-in.
export function SignOutQuestion({ profile, onDone, onNo }: SignOutQuestionProps) {
  const { t } = useTranslation();
  const backend = useBackend();
  const announce = useAnnounce();
  // A ref: what follows the answer belongs to the render before it.
  const shared = useRef("");
  const [over, setOver] = useState(false);

  if (over) {
    return (
      // A question of its own: the one before has closed itself.
      <Confirm
        key="shared"
        title={t("menu.signOut")}
        what={shared.current}
        no={t("common.close")}
        onNo={onDone}
      />
    );
  }
  return (
    <Confirm
      title={t("menu.signOutTitle", { name: tame(profile.name, 60) })}
      what={t("menu.signOutWhat")}
      yes={t("menu.signOutYes")}
      onYes={async () => {
        const done = await backend.profiles.signOut(profile.id);
        const others = done.profiles.filter((other) => other !== profile.name);
        const said = t("menu.signedOut", { account: done.account });
        announce(said);
        if (others.length > 0) {
          shared.current = `${said} ${t("menu.signedOutShared", { profiles: others.join(", ") })}`;
        }
      }}
      onDone={() => (shared.current ? setOver(true) : onDone())}
      onNo={onNo}
    />
  );
}

import { Button, Spinner, Text } from "@fluentui/react-components";
import { InfoRegular } from "@fluentui/react-icons/svg/info";
import { useEffect, useState } from "react";
import { useBackend } from "../../backend/context";
import { asProblem } from "../../backend/problem";
import type { Operation, Problem } from "../../backend/types";
import { useOperation } from "../../backend/useOperation";
import { useResource } from "../../backend/useResource";
import { useTranslation } from "../../i18n/i18n";
import { useAnnounce } from "../../ui/Announcer";
import { Stack } from "../../ui/Stack";
import { LazyProblem } from "../problem/LazyProblem";
import css from "./profiles.module.css";

const codes = {
  locked: "keychain-locked",
  unavailable: "keychain-unavailable",
  "timed-out": "keychain-timed-out",
} as const;

// KeychainNotice says when sign-ins can't be kept, what to do, and offers Unlock:
// the person's own action, which may wait for a password.
export function KeychainNotice() {
  const { t } = useTranslation();
  const backend = useBackend();
  const announce = useAnnounce();
  const info = useResource("app", () => backend.app.info());
  const [started, setStarted] = useState<Operation | undefined>();
  const [problem, setProblem] = useState<Problem | undefined>();
  const operation = useOperation(started);
  const reload = info.reload;
  const state = operation?.state;
  const failed = operation?.problem ?? undefined;

  useEffect(() => {
    if (state !== "done" && state !== "failed" && state !== "cancelled") return;
    setStarted(undefined);
    if (state === "done") announce(t("keychain.unlocked"));
    if (state === "failed") setProblem(failed);
    reload();
  }, [state, failed, reload, announce, t]);

  async function unlock() {
    setProblem(undefined);
    try {
      setStarted(await backend.app.unlock());
    } catch (reason) {
      setProblem(asProblem(reason));
    }
  }

  async function memory() {
    try {
      await backend.app.keepInMemory();
    } catch (reason) {
      setProblem(asProblem(reason));
    }
    reload();
  }

  const keychain = info.data?.keychain;
  if (!keychain || keychain === "ok") return null;
  if (keychain === "memory") {
    return (
      <div className={css.noticeLine} role="note">
        <InfoRegular fontSize={20} aria-hidden />
        <Text>
          <strong>{t("keychain.memoryTitle")}.</strong> {t("keychain.memoryWhat")}
        </Text>
      </div>
    );
  }
  if (operation) {
    return (
      <div className={css.noticeLine} role="status">
        <Spinner
          size="tiny"
          label={t("keychain.unlocking")}
          style={{ flex: 1, justifyContent: "flex-start" }}
        />
        <Button
          size="small"
          onClick={() => void backend.connection.cancel(operation.id).catch(() => undefined)}
        >
          {t("common.cancel")}
        </Button>
      </div>
    );
  }
  const shown = problem ?? info.data?.keychainProblem ?? { kind: "keychain" as const, code: codes[keychain] };
  return (
    <Stack gap={8}>
      <LazyProblem
        problem={{ ...shown, warning: true }}
        quiet
        steps={{
          "unlock-keychain": { label: t("keychain.unlock"), run: () => void unlock() },
          retry: { label: t("home.tryAgain"), run: () => void unlock() },
          "use-memory": { label: t("keychain.useMemory"), run: () => void memory() },
        }}
      />
      {keychain === "timed-out" && (
        <Button size="small" onClick={() => void unlock()}>
          {t("home.tryAgain")}
        </Button>
      )}
    </Stack>
  );
}

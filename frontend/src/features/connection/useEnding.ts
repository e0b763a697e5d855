import { useEffect, useEffectEvent } from "react";
import { useBackend } from "../../backend/context";
import { asProblem } from "../../backend/problem";
import type { Operation } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import { useAnnounce } from "../../ui/Announcer";
import type { Action } from "./state";

// useEnding takes in what an operation brought when it ends well, and leaves the
// panel when it was cancelled elsewhere. A failed one stays to be read.
export function useEnding(
  operation: Operation | undefined,
  startedId: string | undefined,
  dispatch: (action: Action) => void,
): void {
  const backend = useBackend();
  const announce = useAnnounce();
  const { t } = useTranslation();
  const ended = operation && operation.id === startedId ? operation.state : undefined;

  const onDone = useEffectEvent(async (isLive: () => boolean) => {
    if (!operation) return;
    if (operation.kind === "unlock") {
      dispatch({ type: "stopped" });
      announce(t("keychain.unlocked"));
      return;
    }
    if (operation.kind === "test") {
      dispatch({ type: "tested", operation });
      announce(t("dialog.whoAmITitle"));
      return;
    }
    try {
      const rows = await backend.connection.organizations(operation.id);
      if (!isLive()) return;
      dispatch({ type: "retrieved", operation, rows });
      announce(t("dialog.found", { count: rows.length }));
    } catch (reason) {
      if (!isLive()) return;
      dispatch({ type: "stopped" });
      dispatch({ type: "failed", problem: asProblem(reason) });
    }
  });

  useEffect(() => {
    if (ended === "cancelled") dispatch({ type: "stopped" });
    if (ended !== "done") return;
    let live = true;
    void onDone(() => live);
    return () => {
      live = false;
    };
  }, [ended, dispatch]);
}

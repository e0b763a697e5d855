import { useEffect, useRef } from "react";
import { useBackend } from "../../backend/context";
import { asProblem } from "../../backend/problem";
import type { Operation } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import { useAnnounce } from "../../ui/Announcer";
import type { Action, DialogState } from "./draft";

// useEnding takes in what an operation brought when it ends well, and leaves the
// panel when it was cancelled elsewhere. A failed one stays to be read.
export function useEnding(
  operation: Operation | undefined,
  state: DialogState,
  dispatch: (action: Action) => void,
): void {
  const backend = useBackend();
  const announce = useAnnounce();
  const { t } = useTranslation();
  const startedId = state.started?.id;
  const done = operation && operation.id === startedId ? operation.state : undefined;
  const latest = useRef(operation);
  latest.current = operation;

  useEffect(() => {
    const ended = latest.current;
    if (!ended) return;
    if (done === "cancelled") dispatch({ type: "stopped" });
    if (done !== "done") return;
    if (ended.kind === "unlock") {
      dispatch({ type: "stopped" });
      announce(t("keychain.unlocked"));
      return;
    }
    if (ended.kind === "test") {
      dispatch({ type: "tested", operation: ended });
      announce(t("dialog.whoAmITitle"));
      return;
    }
    let live = true;
    void (async () => {
      try {
        const rows = await backend.connection.organizations(ended.id);
        if (!live) return;
        dispatch({ type: "retrieved", operation: ended, rows });
        announce(t("dialog.found", { count: rows.length }));
      } catch (reason) {
        if (!live) return;
        dispatch({ type: "stopped" });
        dispatch({ type: "failed", problem: asProblem(reason) });
      }
    })();
    return () => {
      live = false;
    };
  }, [done, backend, announce, dispatch, t]);
}

import { useEffect, useMemo } from "react";
import { useBackend } from "../../backend/context";
import type { Draft, Operation } from "../../backend/types";
import { useOperation } from "../../backend/useOperation";
import { useTranslation } from "../../i18n/i18n";
import { useAnnounce } from "../../ui/Announcer";
import { createStore, useStore } from "../../ui/useStore";
import { credentialWork } from "./credential/credentialWork";
import { type Credentials, useCredentials } from "./credential/useCredentials";
import { draftWork } from "./draftWork";
import type { Means } from "./means";
import { signInWork } from "./signInWork";
import { type DialogState, reduce, startState, type View } from "./state";
import { useEnding } from "./useEnding";
import type { Work } from "./work";

// Connection is what the dialog shows: the state, the operation under way, and what may be
// shown of passwords and the like.
export interface Connection {
  state: DialogState;
  operation: Operation | undefined;
  credentials: Credentials;
}

// useConnection is a draft's dialog: its state, and the work that changes it.
export function useConnection(draft: Draft, view: View): [Connection, Work] {
  const backend = useBackend();
  const announce = useAnnounce();
  const { t } = useTranslation();
  const [state, store] = useStore(() => createStore(reduce, startState(draft, view)));
  const operation = useOperation(state.started);
  const { credentials, typed, reload } = useCredentials(state.draft);

  const work = useMemo<Work>(() => {
    const means: Means = { backend, store, t, announce };
    const { send, ...credential } = credentialWork(means, typed, reload);
    return {
      dispatch: store.dispatch,
      ...credential,
      ...draftWork(means, send),
      ...signInWork(means, send),
    };
  }, [backend, store, t, announce, typed, reload]);

  useEnding(operation, state.started?.id, store.dispatch);
  useEffect(() => {
    work.resume();
    return work.abandon;
  }, [work]);

  return [{ state, operation, credentials }, work];
}

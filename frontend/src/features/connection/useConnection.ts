import { useCallback, useEffect, useReducer, useRef } from "react";
import { useBackend } from "../../backend/context";
import { asProblem } from "../../backend/problem";
import type { Draft, Operation, Problem } from "../../backend/types";
import { useOperation } from "../../backend/useOperation";
import { useTranslation } from "../../i18n/i18n";
import { useAnnounce } from "../../ui/Announcer";
import { type DialogState, reduce, startState, type View } from "./draft";

export interface Connection {
  state: DialogState;
  dispatch: React.Dispatch<Parameters<typeof reduce>[1]>;
  operation: Operation | undefined;
  // working says that a sign-in, a test or an unlocking is being begun or under way.
  working: boolean;
  busy: "save" | "retrieve" | "test" | "unlock" | "choose" | undefined;
  save(): Promise<void>;
  retrieve(always: boolean): Promise<void>;
  test(): Promise<void>;
  unlock(): Promise<void>;
  keepInMemory(): Promise<void>;
  cancel(): Promise<void>;
  choose(organizationId: string): Promise<void>;
  chooseURL(url: string): Promise<Problem | undefined>;
}

type Busy = Connection["busy"];

// useConnection is the dialog's work: it sends the draft to Go, follows the
// operation and puts what comes back into the state.
export function useConnection(draft: Draft, view: View): Connection {
  const backend = useBackend();
  const announce = useAnnounce();
  const { t } = useTranslation();
  const [state, dispatch] = useReducer(reduce, undefined, () => startState(draft, view));
  const [busy, setBusy] = useReducer((_: Busy, next: Busy) => next, undefined);
  const operation = useOperation(state.started);
  const current = useRef(state);
  current.current = state;
  const acting = useRef(false);
  // abandoned says that what is being begun is not wanted any more.
  const abandoned = useRef(false);

  // One action at a time: a second press while one is under way does nothing.
  const act = useCallback(async (what: NonNullable<Busy>, work: () => Promise<void>) => {
    if (acting.current) return;
    acting.current = true;
    setBusy(what);
    try {
      await work();
    } catch (reason) {
      const problem = asProblem(reason);
      const fields = problem.fields ?? (problem.kind === "input" && problem.field ? [problem] : undefined);
      if (fields) dispatch({ type: "checked", problems: fields });
      else dispatch({ type: "failed", problem });
    }
    acting.current = false;
    setBusy(undefined);
  }, []);

  const save = () =>
    act("save", async () => {
      const sent = current.current.draft;
      const problems = await backend.profiles.check(sent);
      if (problems.some((problem) => !problem.warning)) {
        dispatch({ type: "checked", problems });
        return;
      }
      const saved = await backend.profiles.save(sent);
      dispatch({ type: "saved", draft: saved, problems });
      announce(t("card.saved", { name: saved.profile.name }));
    });

  const start = (what: "retrieve" | "test" | "unlock", begin: (sent: Draft) => Promise<Operation>) =>
    act(what, async () => {
      abandoned.current = false;
      const operation = await begin(current.current.draft);
      if (abandoned.current) await backend.connection.cancel(operation.id).catch(() => undefined);
      else dispatch({ type: "started", operation });
    });
  const retrieve = (always: boolean) =>
    start("retrieve", (sent) => backend.connection.retrieve(sent, always));
  const test = () => start("test", (sent) => backend.connection.test(sent));

  const unlock = () => start("unlock", () => backend.app.unlock());
  const keepInMemory = () =>
    act("unlock", async () => {
      // biome-ignore lint/correctness/useHookAtTopLevel: a method of the facade, no hook
      await backend.app.useMemory();
      dispatch({ type: "stopped" });
    });

  const cancel = async () => {
    const id = current.current.started?.id;
    abandoned.current = true;
    dispatch({ type: "stopped" });
    announce(t("signin.cancelled"));
    if (id) await backend.connection.cancel(id).catch(() => undefined);
  };

  const choose = (organizationId: string) =>
    act("choose", async () => {
      const id = current.current.retrieved?.id;
      if (!id) return;
      const sent = current.current.draft;
      const answer = await backend.connection.choose(sent, id, organizationId);
      dispatch({ type: "chosen", sent, answer });
    });

  const chooseURL = async (url: string): Promise<Problem | undefined> => {
    const sent = current.current.draft;
    try {
      const answer = await backend.connection.chooseURL(sent, url);
      dispatch({ type: "chosen", sent, answer });
      return undefined;
    } catch (reason) {
      return asProblem(reason);
    }
  };

  useEnding(operation, state, dispatch);

  // A sign-in that nobody looks at any more must not go on: its link would stay
  // good and its listener open.
  useEffect(
    () => () => {
      const { started } = current.current;
      abandoned.current = true;
      if (started) void backend.connection.cancel(started.id).catch(() => undefined);
    },
    [backend],
  );

  return {
    state,
    dispatch,
    operation,
    working: state.started !== undefined || busy === "retrieve" || busy === "test" || busy === "unlock",
    busy,
    save,
    retrieve,
    test,
    unlock,
    keepInMemory,
    cancel,
    choose,
    chooseURL,
  };
}

// useEnding takes in what an operation brought when it ends well, and leaves the
// panel when it was cancelled elsewhere. A failed one stays to be read.
function useEnding(
  operation: Operation | undefined,
  state: DialogState,
  dispatch: Connection["dispatch"],
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

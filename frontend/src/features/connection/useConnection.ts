import { useCallback, useEffect, useReducer, useRef } from "react";
import { useBackend } from "../../backend/context";
import { asProblem } from "../../backend/problem";
import type { Draft, Operation, Problem, Profile, Rung } from "../../backend/types";
import { useOperation } from "../../backend/useOperation";
import { useTranslation } from "../../i18n/i18n";
import { useAnnounce } from "../../ui/Announcer";
import { type Credentials, useCredentials } from "./credential/useCredentials";
import { type DialogState, reduce, startState, type View } from "./draft";
import { useEnding } from "./useEnding";

export interface Connection {
  state: DialogState;
  dispatch: React.Dispatch<Parameters<typeof reduce>[1]>;
  operation: Operation | undefined;
  // working says that a sign-in, a test or an unlocking is being begun or under way.
  working: boolean;
  busy: "save" | "retrieve" | "test" | "unlock" | "choose" | "credential" | undefined;
  credentials: Credentials;
  save(): Promise<void>;
  retrieve(always: boolean): Promise<void>;
  test(): Promise<void>;
  // again does what was last begun once more, with a change to the profile.
  again(change?: Partial<Profile>): Promise<void>;
  // switchTo goes another step of the ladder while the person is awaited.
  switchTo(rung: Rung): Promise<Problem | undefined>;
  // giveCredential hands what was typed to Go now, and says whether it was taken.
  giveCredential(): Promise<boolean>;
  confirmCloud(): Promise<Problem | undefined>;
  takeAccount(homeAccountId: string): Promise<void>;
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
  const credentials = useCredentials(state.draft, dispatch);
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
      const sent = await credentials.send(current.current.draft);
      const problems = await backend.profiles.check(sent);
      if (problems.some((problem) => !problem.warning)) {
        dispatch({ type: "checked", problems });
        return;
      }
      const saved = await backend.profiles.save(sent);
      const kept = saved.problem ? [...problems, { ...saved.problem, warning: true }] : problems;
      credentials.kept();
      dispatch({ type: "saved", draft: saved, problems: kept });
      announce(t("card.saved", { name: saved.profile.name }));
    });

  const start = (
    what: "retrieve" | "test" | "unlock",
    begin: (sent: Draft) => Promise<Operation>,
    change: Partial<Profile> = {},
  ) =>
    act(what, async () => {
      abandoned.current = false;
      let sent = current.current.draft;
      if (Object.keys(change).length > 0) {
        dispatch({ type: "edit", change });
        sent = { ...sent, profile: { ...sent.profile, ...change } };
      }
      if (what !== "unlock") sent = await credentials.send(sent);
      const operation = await begin(sent);
      if (abandoned.current) await backend.connection.cancel(operation.id).catch(() => undefined);
      else dispatch({ type: "started", operation });
    });
  const retrieve = (always: boolean, change?: Partial<Profile>) =>
    start("retrieve", (sent) => backend.connection.retrieve(sent, always), change);
  const test = (change?: Partial<Profile>) => start("test", (sent) => backend.connection.test(sent), change);
  const again = (change?: Partial<Profile>) =>
    current.current.started?.kind === "test" ? test(change) : retrieve(false, change);

  const switchTo = async (rung: Rung): Promise<Problem | undefined> => {
    const id = current.current.started?.id;
    if (!id) return undefined;
    try {
      await backend.connection.switchTo(id, rung);
      announce(t("signin.switched"));
      return undefined;
    } catch (reason) {
      return asProblem(reason);
    }
  };

  const giveCredential = async () => {
    let taken = false;
    await act("credential", async () => {
      await credentials.send(current.current.draft);
      taken = true;
      announce(t("application.used"));
    });
    return taken;
  };

  const confirmCloud = async (): Promise<Problem | undefined> => {
    const sent = current.current.draft;
    try {
      const answer = await backend.profiles.confirmCloud(sent);
      dispatch({ type: "chosen", sent, answer });
      announce(t("custom.confirmDone"));
      return undefined;
    } catch (reason) {
      return asProblem(reason);
    }
  };

  const takeAccount = async (homeAccountId: string) => {
    const sent = current.current.draft;
    const answer = await backend.connection.takeAccount(sent, homeAccountId);
    dispatch({ type: "chosen", sent, answer });
  };

  const unlock = () => start("unlock", () => backend.app.unlock());
  const keepInMemory = () =>
    act("unlock", async () => {
      await backend.app.keepInMemory();
      dispatch({ type: "stopped" });
    });

  const cancel = async () => {
    const id = current.current.started?.id;
    abandoned.current = true;
    dispatch({ type: "stopped" });
    announce(t("signin.cancelled"));
    if (id) await backend.connection.cancel(id).catch(() => undefined);
  };

  // takeOver puts an organization into the draft. When its address decided the cloud, that
  // stays said: the choice of a cloud is behind a closed line.
  const takeOver = (sent: Draft, answer: Draft) => {
    dispatch({ type: "chosen", sent, answer });
    const { cloud } = answer.profile;
    if (cloud === sent.profile.cloud) return;
    const args = { cloud: t(`dialog.clouds.${cloud}`) };
    const problem: Problem = { kind: "input", code: "cloud-guessed", field: "cloud", warning: true, args };
    dispatch({ type: "advised", problem });
  };

  const choose = (organizationId: string) =>
    act("choose", async () => {
      const id = current.current.retrieved?.id;
      if (!id) return;
      const sent = current.current.draft;
      takeOver(sent, await backend.connection.choose(sent, id, organizationId));
    });

  const chooseURL = async (url: string): Promise<Problem | undefined> => {
    const sent = current.current.draft;
    try {
      takeOver(sent, await backend.connection.chooseURL(sent, url));
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
    credentials,
    save,
    retrieve: (always: boolean) => retrieve(always),
    test: () => test(),
    again,
    switchTo,
    giveCredential,
    confirmCloud,
    takeAccount,
    unlock,
    keepInMemory,
    cancel,
    choose,
    chooseURL,
  };
}

import { asProblem } from "../../backend/problem";
import type { Draft, Flow, Operation, Problem, Profile } from "../../backend/types";
import { act, type Means } from "./means";

export interface SignInWork {
  retrieve(always: boolean): Promise<void>;
  test(): Promise<void>;
  // again does what was last begun once more, with a change to the profile.
  again(change?: Partial<Profile>): Promise<void>;
  // switchTo goes to another sign-in method while the person is awaited.
  switchTo(flow: Flow): Promise<Problem | undefined>;
  unlock(): Promise<void>;
  keepInMemory(): Promise<void>;
  cancel(): Promise<void>;
  // abandon ends silently what nobody looks at any more: a sign-in's link would stay good
  // and its listener open. resume takes that back for what is begun from now on.
  abandon(): void;
  resume(): void;
}

// signInWork begins, steers and ends sign-ins, tests and unlocking. send hands over what
// was typed of a password, a secret or a certificate first.
export function signInWork(
  { backend, store, t, announce }: Means,
  send: (draft: Draft) => Promise<Draft>,
): SignInWork {
  const { dispatch } = store;
  const end = (id: string) => backend.connection.cancel(id).catch(() => undefined);

  function start(
    what: "retrieve" | "test" | "unlock",
    begin: (sent: Draft) => Promise<Operation>,
    change: Partial<Profile> = {},
  ): Promise<void> {
    return act(store, what, async () => {
      dispatch({ type: "abandon", abandoned: false });
      if (Object.keys(change).length > 0) dispatch({ type: "edit", change });
      const { draft } = store.get();
      const operation = await begin(what === "unlock" ? draft : await send(draft));
      if (store.get().abandoned) await end(operation.id);
      else dispatch({ type: "started", operation });
    });
  }

  const retrieve = (always: boolean, change?: Partial<Profile>) =>
    start("retrieve", (sent) => backend.connection.retrieve(sent, always), change);
  const test = (change?: Partial<Profile>) => start("test", (sent) => backend.connection.test(sent), change);

  function abandon(): string | undefined {
    const { started } = store.get();
    dispatch({ type: "abandon", abandoned: true });
    dispatch({ type: "stopped" });
    return started?.id;
  }

  return {
    retrieve: (always) => retrieve(always),
    test: () => test(),
    again: (change) => (store.get().started?.kind === "test" ? test(change) : retrieve(false, change)),
    async switchTo(flow) {
      const id = store.get().started?.id;
      if (!id) return undefined;
      try {
        await backend.connection.switchTo(id, flow);
        announce(t("signin.switched"));
        return undefined;
      } catch (reason) {
        return asProblem(reason);
      }
    },
    unlock: () => start("unlock", () => backend.app.unlock()),
    keepInMemory: () =>
      act(store, "unlock", async () => {
        await backend.app.keepInMemory();
        dispatch({ type: "stopped" });
      }),
    async cancel() {
      const id = abandon();
      announce(t("signin.cancelled"));
      if (id) await end(id);
    },
    abandon() {
      const id = abandon();
      if (id) void end(id);
    },
    resume: () => dispatch({ type: "abandon", abandoned: false }),
  };
}

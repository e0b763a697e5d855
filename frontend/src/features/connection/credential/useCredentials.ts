import type { CredentialKind } from "../../../backend/backend";
import { useBackend } from "../../../backend/context";
import type { CredentialInfo, Draft, Problem } from "../../../backend/types";
import { useLoad } from "../../../backend/useLoad";
import { createStore, type Store, useStore } from "../../../ui/useStore";
import { signInKind } from "../signInKind";
import { nothingTyped, type Typed } from "./credentialWork";

// Credentials are what may be shown of passwords, secrets and certificates.
export interface Credentials {
  typed: Typed;
  // info says what Go has of a kind, undefined when it has none.
  info(kind: CredentialKind): CredentialInfo | undefined;
  // known says that Go has answered what there is.
  known: boolean;
  problem: Problem | undefined;
  // waiting says that something was typed which Go doesn't have yet.
  waiting: boolean;
}

interface CredentialsAndStore {
  credentials: Credentials;
  typed: Store<Typed, Partial<Typed>>;
  reload(): void;
}

// useCredentials keeps what is being typed, and asks what Go has for a draft.
export function useCredentials(draft: Draft): CredentialsAndStore {
  const backend = useBackend();
  const [typed, store] = useStore(() =>
    createStore((old: Typed, change: Partial<Typed>) => ({ ...old, ...change }), nothingTyped),
  );
  const kind = signInKind(draft.profile);
  const needed = kind === "password" || kind === "application";
  const { id, rev } = draft.profile;
  // A saved draft asks anew.
  const infos = useLoad(
    () => (needed ? backend.credentials.state(draft) : undefined),
    [backend, needed, kind, draft.key, id, rev],
    { keep: true },
  );
  return {
    credentials: {
      typed,
      info: (kind) => infos.data?.find((each) => each.kind === kind),
      known: infos.data !== undefined || infos.problem !== undefined,
      problem: infos.problem,
      waiting: (kind === "password" && typed.password !== "") || (kind === "application" && hasProof(typed)),
    },
    typed: store,
    reload: infos.reload,
  };
}

function hasProof(typed: Typed): boolean {
  return typed.secret !== "" || typed.file !== undefined;
}

import { createContext, useContext } from "react";
import type { CredentialWork } from "./credential/credentialWork";
import type { DraftWork } from "./draftWork";
import type { SignInWork } from "./signInWork";
import type { Action } from "./state";

// Work is all that can be done in the dialog. It stays the same while the dialog stands.
export interface Work extends DraftWork, SignInWork, CredentialWork {
  dispatch(action: Action): void;
}

const WorkContext = createContext<Work | undefined>(undefined);

export const WorkProvider = WorkContext.Provider;

export function useWork(): Work {
  const work = useContext(WorkContext);
  if (!work) throw new Error("no WorkProvider above");
  return work;
}

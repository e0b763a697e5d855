import { createContext, useContext } from "react";
import type { Backend } from "./backend";

const BackendContext = createContext<Backend | undefined>(undefined);

export const BackendProvider = BackendContext.Provider;

export function useBackend(): Backend {
  const backend = useContext(BackendContext);
  if (!backend) throw new Error("no BackendProvider above");
  return backend;
}

import { useEffect } from "react";
import type { DialogState } from "./state";

// useWanted gives the focus to the control that was asked for. Parts of the form that are
// loaded when they are first shown use it as well: by then it is there.
export function useWanted(wanted: DialogState["wanted"]): void {
  useEffect(() => {
    if (wanted) document.getElementById(wanted.id)?.focus();
  }, [wanted]);
}

import type { Backend } from "../../backend/backend";
import { asProblem } from "../../backend/problem";
import type { I18n } from "../../i18n/i18n";
import type { Store } from "../../ui/useStore";
import type { Action, Busy, DialogState } from "./state";

// Means are what the dialog's work is done with. The store has the state of the moment,
// however long the work took.
export interface Means {
  backend: Backend;
  store: Store<DialogState, Action>;
  t: I18n["t"];
  announce(text: string): void;
}

// act does one thing at a time: a second press while something is under way does nothing, but
// for a choice in a list, where the last one counts. What goes wrong is shown at its field, or above the form.
export async function act(store: Means["store"], what: Busy, work: () => Promise<void>): Promise<void> {
  const { busy } = store.get();
  if (busy !== undefined && !(busy === "choose" && what === "choose")) return;
  store.dispatch({ type: "busy", what });
  try {
    await work();
  } catch (reason) {
    const problem = asProblem(reason);
    const fields = problem.fields ?? (problem.kind === "input" && problem.field ? [problem] : undefined);
    if (fields) store.dispatch({ type: "checked", problems: fields });
    else store.dispatch({ type: "failed", problem });
  }
  store.dispatch({ type: "busy", what: undefined });
}

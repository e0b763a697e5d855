import { asProblem } from "../../backend/problem";
import type { Draft, Problem } from "../../backend/types";
import { fieldOf } from "./fields";
import { act, type Means } from "./means";

export interface DraftWork {
  save(): Promise<void>;
  // look checks one field that the person has left: what is missing may still come.
  look(field: "applicationId" | "redirectUri"): Promise<void>;
  // choose takes an organization of the list, chooseURL one whose address was typed.
  choose(organizationId: string): Promise<void>;
  chooseURL(url: string): Promise<Problem | undefined>;
  takeAccount(homeAccountId: string): Promise<void>;
  confirmCloud(): Promise<Problem | undefined>;
}

// draftWork changes and saves the draft. send hands over what was typed of a password, a
// secret or a certificate first.
export function draftWork(
  { backend, store, t, announce }: Means,
  send: (draft: Draft) => Promise<Draft>,
): DraftWork {
  const { dispatch } = store;
  let choices = 0;

  // takeOver puts an organization into the draft. When its address decided the cloud, that
  // stays said: the choice of a cloud is behind a closed line.
  function takeOver(sent: Draft, answer: Draft): void {
    dispatch({ type: "chosen", sent, answer });
    const { cloud } = answer.profile;
    if (cloud === sent.profile.cloud) return;
    const args = { cloud: t(`dialog.clouds.${cloud}`) };
    const problem: Problem = { kind: "input", code: "cloud-guessed", field: "cloud", warning: true, args };
    dispatch({ type: "advised", problem });
  }

  return {
    save: () =>
      act(store, "save", async () => {
        const sent = await send(store.get().draft);
        const problems = await backend.profiles.check(sent);
        if (problems.some((problem) => !problem.warning)) {
          dispatch({ type: "checked", problems });
          return;
        }
        const saved = await backend.profiles.save(sent);
        const kept = saved.problem ? [...problems, { ...saved.problem, warning: true }] : problems;
        dispatch({ type: "saved", draft: saved, problems: kept });
        announce(t("card.saved", { name: saved.profile.name }));
      }),
    async look(field) {
      const { draft } = store.get();
      const problems = await backend.profiles.check(draft).catch(() => []);
      const here = problems.filter(
        (problem) => fieldOf(problem) === field && !problem.code.endsWith("-missing"),
      );
      const { profile } = store.get().draft;
      if (profile[field] === draft.profile[field]) dispatch({ type: "left", field, problems: here });
    },
    choose: (organizationId) =>
      act(store, "choose", async () => {
        const turn = ++choices;
        const { retrieved, draft } = store.get();
        if (!retrieved) return;
        const answer = await backend.connection.choose(draft, retrieved.id, organizationId);
        if (turn === choices) takeOver(draft, answer);
      }),
    async chooseURL(url) {
      const sent = store.get().draft;
      try {
        takeOver(sent, await backend.connection.chooseURL(sent, url));
        return undefined;
      } catch (reason) {
        return asProblem(reason);
      }
    },
    async takeAccount(homeAccountId) {
      const sent = store.get().draft;
      const answer = await backend.connection.takeAccount(sent, homeAccountId);
      dispatch({ type: "chosen", sent, answer });
    },
    async confirmCloud() {
      const sent = store.get().draft;
      try {
        const answer = await backend.profiles.confirmCloud(sent);
        dispatch({ type: "chosen", sent, answer });
        announce(t("custom.confirmDone"));
        return undefined;
      } catch (reason) {
        return asProblem(reason);
      }
    },
  };
}

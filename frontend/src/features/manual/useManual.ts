import { useCallback, useEffect, useRef, useState } from "react";
import type { ManualCopy } from "../../backend/backend";
import { useBackend } from "../../backend/context";
import { asProblem } from "../../backend/problem";
import type { Draft, ManualPlan, ManualResult, Problem } from "../../backend/types";

type Busy = "plan" | "code" | "exchange" | undefined;

export interface Manual {
  plan: ManualPlan | undefined;
  // taken says that Go has the code.
  taken: boolean;
  result: ManualResult | undefined;
  busy: Busy;
  // problems by the step that they belong to.
  problems: Partial<Record<"plan" | "open" | "code" | "exchange" | "copy", Problem>>;
  prepare(resource: string): Promise<void>;
  open(): Promise<boolean>;
  code(text: string): Promise<boolean>;
  exchange(clientSecret: string): Promise<boolean>;
  copy(what: ManualCopy): Promise<boolean>;
}

// useManual is the exchange by hand: codes and tokens stay in Go, which puts tokens on
// the clipboard when they are asked for.
export function useManual(draft: Draft, resource: string): Manual {
  const backend = useBackend();
  const [plan, setPlan] = useState<ManualPlan | undefined>();
  const [taken, setTaken] = useState(false);
  const [result, setResult] = useState<ManualResult | undefined>();
  const [busy, setBusy] = useState<Busy>();
  const [problems, setProblems] = useState<Manual["problems"]>({});

  const tried = useCallback(async (step: keyof Manual["problems"], work: () => Promise<void>) => {
    setProblems((old) => ({ ...old, [step]: undefined }));
    try {
      await work();
      return true;
    } catch (reason) {
      setProblems((old) => ({ ...old, [step]: asProblem(reason) }));
      return false;
    }
  }, []);

  const prepare = useCallback(
    async (wanted: string) => {
      setBusy("plan");
      await tried("plan", async () => {
        setPlan(await backend.manual.plan(draft, wanted));
        setTaken(false);
        setResult(undefined);
        setProblems({});
      });
      setBusy(undefined);
    },
    [backend, draft, tried],
  );

  const begun = useRef(false);
  useEffect(() => {
    if (begun.current || resource === "") return;
    begun.current = true;
    void prepare(resource);
  }, [prepare, resource]);

  const id = plan?.id ?? "";
  return {
    plan,
    taken,
    result,
    busy,
    problems,
    prepare,
    open: () => tried("open", () => backend.manual.open(id)),
    code: async (text) => {
      setBusy("code");
      const ok = await tried("code", () => backend.manual.code(id, text));
      setBusy(undefined);
      if (ok) setTaken(true);
      return ok;
    },
    exchange: async (clientSecret) => {
      setBusy("exchange");
      const ok = await tried("exchange", async () => {
        setResult(await backend.manual.exchange(id, clientSecret));
      });
      setBusy(undefined);
      // A code is good once; Go says whether this one can still be used.
      if (ok) setTaken(false);
      return ok;
    },
    copy: (what) => tried("copy", () => backend.manual.copy(id, what)),
  };
}

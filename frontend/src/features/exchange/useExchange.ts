import { useCallback, useEffect, useRef, useState } from "react";
import type { ExchangeCopy } from "../../backend/backend";
import { useBackend } from "../../backend/context";
import { asProblem } from "../../backend/problem";
import type { Draft, ExchangePlan, ExchangeResult, Problem } from "../../backend/types";

type Busy = "plan" | "code" | "redeem" | undefined;

export interface Exchange {
  plan: ExchangePlan | undefined;
  // taken says that Go has the code.
  taken: boolean;
  result: ExchangeResult | undefined;
  busy: Busy;
  // problems by the step that they belong to.
  problems: Partial<Record<"plan" | "open" | "code" | "redeem" | "copy", Problem>>;
  prepare(resource: string): Promise<void>;
  open(): Promise<boolean>;
  code(text: string): Promise<boolean>;
  redeem(clientSecret: string): Promise<boolean>;
  copy(what: ExchangeCopy): Promise<boolean>;
}

// useExchange is the exchange by hand: codes and tokens stay in Go, which puts tokens on
// the clipboard when they are asked for.
export function useExchange(draft: Draft, resource: string): Exchange {
  const backend = useBackend();
  const [plan, setPlan] = useState<ExchangePlan | undefined>();
  const [taken, setTaken] = useState(false);
  const [result, setResult] = useState<ExchangeResult | undefined>();
  const [busy, setBusy] = useState<Busy>();
  const [problems, setProblems] = useState<Exchange["problems"]>({});

  const tried = useCallback(async (step: keyof Exchange["problems"], work: () => Promise<void>) => {
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
        setPlan(await backend.exchange.plan(draft, wanted));
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
    open: () => tried("open", () => backend.exchange.open(id)),
    code: async (text) => {
      setBusy("code");
      const ok = await tried("code", () => backend.exchange.code(id, text));
      setBusy(undefined);
      if (ok) setTaken(true);
      return ok;
    },
    redeem: async (clientSecret) => {
      setBusy("redeem");
      const ok = await tried("redeem", async () => {
        setResult(await backend.exchange.redeem(id, clientSecret));
      });
      setBusy(undefined);
      // A code is good once; Go says whether this one can still be used.
      if (ok) setTaken(false);
      return ok;
    },
    copy: (what) => tried("copy", () => backend.exchange.copy(id, what)),
  };
}

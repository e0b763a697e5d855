import { useEffect, useMemo } from "react";
import { useBackend } from "../../../backend/context";
import type { Phone, Problem } from "../../../backend/types";
import { useResource } from "../../../backend/useResource";
import { useNow } from "../../../ui/time";

const nothing: Phone = { prompts: [], codes: [], hiddenCodes: 0, messages: [], enrolments: [] };

export interface LivePhone {
  phone: Phone;
  loaded: boolean;
  // left is what remains now of the seconds that an answer named.
  left(seconds: number): number;
  problem: Problem | undefined;
  reload(): void;
}

// usePhone follows a person's phone, or everybody's for "". The tenant says when
// something has changed; codes change by themselves.
export function usePhone(owner: string): LivePhone {
  const backend = useBackend();
  const resource = useResource("practice", async () => ({
    phone: await backend.practice.phone(owner),
    at: Date.now(),
    owner,
  }));
  const now = useNow(true);
  const { reload, data } = resource;
  const current = data && data.owner === owner ? data : undefined;
  const age = current ? Math.max(0, (now - current.at) / 1000) : 0;
  const phone = current?.phone ?? nothing;
  const ended = useMemo(
    () => [...phone.codes, ...phone.prompts].some((each) => each.secondsLeft - age <= 0),
    [phone, age],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: another owner is another phone
  useEffect(() => reload(), [owner, reload]);
  useEffect(() => {
    if (ended) reload();
  }, [ended, reload]);

  return {
    phone,
    loaded: current !== undefined,
    left: (seconds) => Math.max(0, Math.ceil(seconds - age)),
    problem: resource.problem,
    reload,
  };
}

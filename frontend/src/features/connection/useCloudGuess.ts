import { useEffect, useState } from "react";
import { useBackend } from "../../backend/context";
import type { Draft, Problem } from "../../backend/types";
import { isGuess } from "./fields";

// useCloudGuess asks Go, shortly after the typing stops, whether what was typed is an
// organization's address that belongs to another cloud than the chosen one: nobody is to
// learn that from the sign-in page.
export function useCloudGuess(draft: Draft): Problem | undefined {
  const backend = useBackend();
  const [known, setKnown] = useState<{ draft: Draft; guess: Problem | undefined } | undefined>();
  const { cloud, online } = draft.profile;
  // An e-mail address and a tenant's ID say nothing of a cloud.
  const mayTell = online && draft.where.includes(".") && !draft.where.includes("@");
  const asked = mayTell && cloud !== "practice" && cloud !== "custom";
  useEffect(() => {
    if (!asked) return;
    let live = true;
    const timer = setTimeout(() => {
      backend.profiles.check(draft).then(
        (problems) => live && setKnown({ draft, guess: problems.find(isGuess) }),
        () => undefined,
      );
    }, 300);
    return () => {
      live = false;
      clearTimeout(timer);
    };
  }, [backend, asked, draft]);
  const same = known?.draft.where === draft.where && known.draft.profile.cloud === cloud;
  return asked && same ? known.guess : undefined;
}

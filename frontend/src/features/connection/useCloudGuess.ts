import { useBackend } from "../../backend/context";
import type { Draft, Problem } from "../../backend/types";
import { useLoad } from "../../backend/useLoad";
import { isGuess } from "./fields";

// useCloudGuess asks Go, shortly after the typing stops, whether what was typed is an
// organization's address that belongs to another cloud than the chosen one: nobody is to
// learn that from the sign-in page.
export function useCloudGuess(draft: Draft): Problem | undefined {
  const backend = useBackend();
  const { where, profile } = draft;
  const { cloud, online } = profile;
  // An e-mail address and a tenant's ID say nothing of a cloud.
  const mayTell = online && where.includes(".") && !where.includes("@");
  const asked = mayTell && cloud !== "practice" && cloud !== "custom";
  const guess = useLoad(
    () => (asked ? backend.profiles.check(draft).then((problems) => problems.find(isGuess)) : undefined),
    [backend, asked, where, cloud],
    { delay: 300 },
  );
  return asked ? guess.data : undefined;
}

import type { Problem } from "../../backend/types";
import { applicationId } from "./profiles";

// What Explain finds in a page of errors.
export const explained: Problem[] = [
  {
    kind: "refused",
    code: "AADSTS50011",
    args: { redirectUri: "http://localhost:8400", applicationId },
    correlationId: "0aa1bb2c-3dd4-4ee5-8ff6-778899aabbcc",
    time: "2026-11-20T09:41:00Z",
    detail: "AADSTS50011: The redirect URI specified in the request does not match.",
  },
];

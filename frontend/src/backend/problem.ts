import type { Problem } from "./types";

function isProblem(value: unknown): value is Problem {
  return (
    typeof value === "object" &&
    value !== null &&
    typeof (value as Problem).kind === "string" &&
    typeof (value as Problem).code === "string"
  );
}

// asProblem turns whatever a promise was rejected with into a Problem. The window
// and browser mode send the object itself, but a fault in the bridge between
// could send JSON text or an Error: those stay honest, as an internal problem.
export function asProblem(reason: unknown): Problem {
  if (isProblem(reason)) return reason;
  const text = reason instanceof Error ? reason.message : typeof reason === "string" ? reason : undefined;
  if (text !== undefined) {
    try {
      const parsed: unknown = JSON.parse(text);
      if (isProblem(parsed)) return parsed;
    } catch {
      // Not JSON: the text itself is the detail.
    }
  }
  return { kind: "internal", code: "internal", detail: text ?? String(reason) };
}

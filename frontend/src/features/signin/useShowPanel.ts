import { useEffect, useState } from "react";
import type { Operation } from "../../backend/types";

// How long silent work may take before a panel comes up for it, in milliseconds:
// a saved session answers sooner, and a panel that flashes says nothing.
const patience = 500;

// useShowPanel says when the signing-in panel is shown in place of the form.
export function useShowPanel(operation: Operation | undefined): boolean {
  const id = operation?.id;
  const [late, setLate] = useState<string | undefined>();
  useEffect(() => {
    if (!id) return;
    const timer = setTimeout(() => setLate(id), patience);
    return () => clearTimeout(timer);
  }, [id]);

  // Once it stands it stays until its operation has brought what it was for.
  const [stands, setStands] = useState<string | undefined>();
  const show = wanted(operation, late);
  useEffect(() => {
    if (show) setStands(id);
  }, [show, id]);
  return show || (operation !== undefined && operation.state !== "cancelled" && stands === id);
}

function wanted(operation: Operation | undefined, late: string | undefined): boolean {
  if (!operation) return false;
  switch (operation.state) {
    case "waiting":
    case "overdue":
    case "failed":
      return true;
    case "running":
      return late === operation.id || operation.browserFailed;
    case "done":
      // The rows are on their way.
      return late === operation.id;
    case "cancelled":
      return false;
  }
}

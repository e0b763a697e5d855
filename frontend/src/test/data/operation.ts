import type { DeviceCode, Operation, Step, StepID, StepState } from "../../backend/types";

// A sign-in under way.

const order: StepID[] = ["silent", "browser", "wait", "exchange", "organizations"];

// stepsAt gives the steps of a retrieval with one of them in a state, those before done.
export function stepsAt(id: StepID, state: StepState): Step[] {
  const at = order.indexOf(id);
  return order.map((step, i) => ({ id: step, state: i < at ? "done" : i === at ? state : "todo" }));
}

export function operation(change: Partial<Operation> = {}): Operation {
  return {
    id: "op1",
    kind: "retrieve",
    rev: 1,
    state: "waiting",
    steps: stepsAt("wait", "doing"),
    flow: "post",
    fallback: null,
    insecureFormSuspected: false,
    httpsForced: false,
    deviceCode: null,
    guest: "",
    tenants: [],
    startedAt: new Date(Date.now() - 34_000).toISOString(),
    limitSeconds: 600,
    foreignHost: "",
    browserFailed: false,
    rejectedRequests: 0,
    prompt: "",
    promptGuessed: false,
    account: "",
    storage: "keychain",
    organizations: 0,
    whoAmI: null,
    problem: null,
    ...change,
  };
}

// A picture with the shape of a QR code; no reader would take it.
function qr(): string[] {
  return Array.from({ length: 25 }, (_, y) =>
    Array.from({ length: 25 }, (_, x) => {
      const [u, v] = [Math.min(x, 24 - x), Math.min(y, 24 - y)];
      const corner = u < 8 && v < 8 && !(x > 12 && y > 12);
      if (corner) return [0, 2, 3, 4, 6].includes(Math.max(Math.abs(u - 3), Math.abs(v - 3)) * 2) ? "1" : "0";
      return (x * 7 + y * 13 + ((x * y) % 5)) % 3 === 0 ? "1" : "0";
    }).join(""),
  );
}

export function deviceCode(change: Partial<DeviceCode> = {}): DeviceCode {
  return {
    userCode: "GHK7M2XPQ",
    verificationUrl: "https://microsoft.com/devicelogin",
    expiresAt: new Date(Date.now() + 14.5 * 60_000).toISOString(),
    qr: qr(),
    ...change,
  };
}

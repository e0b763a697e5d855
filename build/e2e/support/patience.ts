import { setTimeout as after } from "node:timers/promises";

// patience is how long anything that a test waits for may take, in milliseconds: the one
// limit of them all. It is far more than an idle machine needs, because a machine that is
// busy with other things says nothing about Latchkey. The control door waits no longer.
export const patience = 50_000;

// eventually tries until an attempt succeeds, for as long as passing says of what it threw
// that it may pass.
export async function eventually<T>(attempt: () => Promise<T>, passing: (error: unknown) => boolean): Promise<T> {
  for (const end = Date.now() + patience; ; await after(50)) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > end || !passing(error)) throw error;
    }
  }
}

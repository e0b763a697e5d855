import { accounts } from "./walks/accounts.ts";
import { consent } from "./walks/consent.ts";
import { enrolment } from "./walks/enrolment.ts";
import { factors } from "./walks/factors.ts";
import { others } from "./walks/others.ts";
import type { Walks } from "./walks/walk.ts";

export type { Walk } from "./walks/walk.ts";

// walks are every page that a person can meet. A page that is in none of them fails the
// test that counts them.
export const walks: Walks = { ...factors, ...accounts, ...enrolment, ...consent, ...others };

import type { Rehearsal } from "../../backend/recipes";
import { dayOf } from "../../ui/time";
import type { DeskTab } from "../practice/desk/Desk";

// Place is where somebody is in the helpdesk, so that they can come back to it. No
// recipe is the list of them; no walkthrough is the recipe's page.
export interface Place {
  recipe?: string;
  walkthrough?: string;
  step?: string;
  // profile is whose values are filled in, "" is nobody's.
  profile: string;
  typed: Record<string, string>;
}

// fillable is what was typed as far as texts can be filled in with it: an invalid day can't.
export function fillable({ typed }: Place): Record<string, string> {
  const { start: day, ...others } = typed;
  return day && dayOf(day) ? typed : others;
}

export const start: Place = { profile: "", typed: {} };

export type PracticeTab = DeskTab | "rehearsal";

// Where the practice tenant has what a step can be rehearsed in.
const tabs: Record<Rehearsal, PracticeTab> = {
  people: "people",
  registrations: "apps",
  policies: "policies",
  consent: "consent",
  log: "log",
  phone: "rehearsal",
  "sign-in": "rehearsal",
};

export function practiceTab(rehearse: Rehearsal): PracticeTab {
  return tabs[rehearse];
}

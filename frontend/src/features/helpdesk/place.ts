import type { Rehearsal } from "../../backend/recipes";
import type { HelpdeskPlace } from "../../ui/addresses";
import { dayOf } from "../../ui/time";
import type { PracticeTab } from "../practice/tabs";

export const helpdeskTabs = ["systems", "explain", "register", "support"] as const;
export type HelpdeskTab = (typeof helpdeskTabs)[number];

// Place is where somebody is in the helpdesk, with what was typed to fill in its texts.
export interface Place extends HelpdeskPlace {
  profile: string;
  typed: Record<string, string>;
}

// fillable is what was typed as far as texts can be filled in with it: an invalid day can't.
export function fillable({ typed }: Place): Record<string, string> {
  const { start: day, ...others } = typed;
  return day && dayOf(day) ? typed : others;
}

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

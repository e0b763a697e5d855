// The tabs of the practice tenant's page: the rehearsal, and the administrator's desk.
export const practiceTabs = [
  "rehearsal",
  "people",
  "apps",
  "policies",
  "log",
  "consent",
  "scenarios",
] as const;

export type PracticeTab = (typeof practiceTabs)[number];

// What every screen shares, and the frame of a problem; its own words are the
// catalogue's (app/problem/en.json).
export const app = {
  noBackend: "This page is a part of Latchkey and can't work on its own. Start it with the latchkey command.",
  crashed: "Something went wrong on this screen",
  crashedWhat:
    "Latchkey is still running. Saved profiles are safe, but what you typed on this screen is lost.",
  reloadScreen: "Show the screen again",
  loading: "Loading",
} as const;

// The rail that leads to the pages.
export const rail = {
  label: "Pages",
  program: "Latchkey",
  profiles: "Profiles",
  helpdesk: "Helpdesk",
  practice: "Practice",
  settings: "Settings",
} as const;

export const common = {
  cancel: "Cancel",
  close: "Close",
  back: "Back",
  backToProfiles: "Back to the profiles",
  copied: "Copied",
  copyFailed: "Couldn't copy. Select the text and copy it yourself.",
  copyOf: "Copy {{what}}",
  practice: "PRACTICE",
  custom: "CUSTOM",
  customWhy: "A private test system: its hosts are not Microsoft's",
  remove: "Remove",
  removeOf: "Remove {{what}}",
  dayExample: "For example 2026-12-01",
  dayWrong: "Enter the day as YYYY-MM-DD, for example 2026-12-01.",
  fileTooLarge: "This file is far too large for a certificate.",
} as const;

export const problem = {
  you: "What you can do",
  admin: "For your administrator",
  details: "Details",
  code: "Code",
  correlationId: "Correlation ID",
  traceId: "Trace ID",
  time: "Time",
  oauth: "Answer",
  raw: "Raw text",
  copyAll: "Copy for your administrator",
  retryAfter_one: "The server asks you to wait {{count}} second.",
  retryAfter_other: "The server asks you to wait {{count}} seconds.",
} as const;

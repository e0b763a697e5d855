// The list of organizations.
export const grid = {
  label: "Organizations",
  filter: "Filter organizations",
  filterHint: "Filter",
  count: "{{shown}} of {{all}}",
  name: "Organization",
  url: "Address",
  region: "Region",
  version: "Version",
  disabled: "Disabled",
  guest: "Guest",
  guestWhy: "In a tenant other than your own",
  nothing: "No organization matches the filter.",
  clear: "Show all",
  help: "Arrow keys move, Enter chooses, letters jump to a name.",
} as const;

// The words that stand in a text for a value that is not known yet (places in
// app/recipe/places.go): nothing to type, and nothing to copy.
export const unknownWords = [
  "the ApplicationID",
  "the redirect URI",
  "your tenant",
  "the tenant ID",
  "the organization's address",
  "your organization",
  "the organization's unique name",
  "your user name",
  "your profile",
  "the sign-in address",
  "your company",
  "the helpdesk",
  "the day of the switch",
  "the program",
] as const;

// isKnown says whether a value can be typed as it stands.
export function isKnown(value: string | undefined): value is string {
  return Boolean(value) && !unknownWords.some((words) => value?.includes(words));
}

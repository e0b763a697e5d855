// What can be added to a profile, and the card on which Save ends.
export const extras = {
  title: "Label, colour and notes",
  label: "Label",
  labelHint: "A short word shown beside the name, for example PROD",
  color: "Colour",
  colors: {
    none: "No colour",
    red: "Red",
    orange: "Orange",
    green: "Green",
    blue: "Blue",
    purple: "Purple",
  },
  ownColor: "Set elsewhere: {{color}}",
  notes: "Notes",
  notesHint: "For you only. Never write a password here.",
} as const;

export const card = {
  title: "Now put this in your add-on",
  saved: "{{name}} is saved.",
  proved:
    "Latchkey has proved that these values work. Your add-on signs in by itself: type the same values into its connection profile.",
  unproved:
    "Latchkey has not tested these values yet. Your add-on signs in by itself; test the connection first to be sure.",
  incomplete:
    "No organization is chosen yet. Go back to the profile, retrieve all organizations and choose yours; then its values stand here too.",
  practice: "This is a practice profile. Its values work here only: a real add-on needs a real profile.",
  terminal: "In a terminal",
  terminalWhat: "Gives a valid access token without asking again, for scripts and other programs.",
  warnings: "Saved, with advice",
  done: "Done",
  back: "Back to the profile",
  copyAll: "Copy all",
  field: {
    applicationId: "ApplicationID",
    redirectUri: "Redirect URI",
    organizationUrl: "Organization's address",
    organizationUniqueName: "Unique name",
    tenantId: "Tenant",
    username: "User name",
  },
} as const;

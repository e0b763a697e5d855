// What can be added to a profile, and the card on which Save ends.
export const extras = {
  title: "Label, color and notes",
  label: "Label",
  labelHint: "A short word shown beside the name, for example PROD",
  color: "Color",
  colors: {
    none: "No color",
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
  proved: "These values work. Enter them in your add-on.",
  unproved:
    "These values have not been tested yet. Test the connection before you enter them in your add-on.",
  incomplete:
    "No organization is chosen yet. Go back to the profile, retrieve all organizations and choose one.",
  practice: "This is a practice profile. Its values work only here: your add-on needs a real profile.",
  terminal: "In a terminal",
  terminalWhat: "Prints a valid access token without a prompt, for scripts and other programs.",
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

// The 2-Factor Authentication tab.
export const twoFactor = {
  intro: "Both values come from the application registered for your add-on. They are no secrets.",
  practiceWhat:
    "Practice has a registered application of its own. For a real profile your administrator gives you these two values.",
  practiceFill: "Fill in the practice values",
  practiceFilled: "ApplicationID and Redirect URI are filled in.",
  applicationId: "ApplicationID",
  applicationIdHint: "Also called client ID. Looks like 1a2b3c4d-0000-0000-0000-123456789abc",
  redirectUri: "Redirect URI",
  next: "Next: retrieve the organizations",
  whereTitle: "Where is it?",
  whereApp: "In the Entra admin center, open App registrations and choose the application of your add-on.",
  whereId: "ApplicationID: on its Overview, called “Application (client) ID”.",
  whereUri: "Redirect URI: under Authentication. Copy it exactly as it stands there.",
  whereNoAccess: "No access? Ask whoever set up the add-on for both values.",
  openEntra: "Open the Entra admin center",
  openDoc: "How an application is registered",
  loopback: "After signing in, the browser comes back by itself.",
  paste: "After signing in, you will paste an address from the browser.",
  foreign:
    "After signing in, you will paste an address from the browser. This address belongs to someone else ({{host}}): their server could see the one-time code in its log. It is of no use without this computer.",
  invalid: "This does not look like an address yet, for example http://localhost",
  pasteChosen: "After signing in, you will paste an address from the browser: so it is chosen.",
  deviceCode:
    "A device code is chosen: you type a code on another page, and nothing comes back to this address.",
  typing: "Decides how the browser gets back to Latchkey.",
} as const;

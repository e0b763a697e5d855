// The 2-Factor Authentication tab.
export const twoFactor = {
  intro: "Both values come from the application registered for your add-on. They are not secret.",
  practiceWhat:
    "Practice has its own registered application. For a real profile, your administrator gives you these two values.",
  practiceFill: "Fill in the practice values",
  practiceFilled: "ApplicationID and Redirect URI are filled in.",
  applicationId: "ApplicationID",
  applicationIdHint: "Also called client ID. Looks like 1a2b3c4d-0000-0000-0000-123456789abc",
  redirectUri: "Redirect URI",
  whereTitle: "Where do I find these values?",
  whereApp: "In the Entra admin center, open App registrations and choose the application of your add-on.",
  whereId: 'ApplicationID: on its Overview, called "Application (client) ID".',
  whereUri: "Redirect URI: under Authentication. Copy it exactly.",
  whereNoAccess: "No access? Ask the person who set up the add-on for both values.",
  openEntra: "Open the Entra admin center",
  openDoc: "How an application is registered",
  loopback: "After you sign in, the browser returns automatically.",
  paste: "After you sign in, you paste an address from the browser.",
  foreign:
    "After you sign in, you paste an address from the browser. This address belongs to someone else ({{host}}): their server can see the one-time code in its log. The code is useless without this computer.",
  private:
    "A browser can't show this address, so you sign in with a device code. It is easier with http://localhost registered beside it.",
  nativeclient:
    "This page of Microsoft no longer shows the code, so you sign in with a device code. It is easier with http://localhost registered beside it.",
  urn: "Entra refuses redirect URIs that begin with urn:, so you sign in with a device code. It is easier with http://localhost registered.",
  pasteUnseen:
    'You paste an address that only the developer tools of the browser have, because "I paste the address" is selected.',
  besideTitle: "Have http://localhost registered beside it",
  besideApp: "In the Entra admin center, open the application of your add-on, then Authentication.",
  besideAdd:
    "Under Mobile and desktop applications, choose Add URI, type http://localhost and save. Leave the other addresses as they are: an application can have several, and the add-on keeps its own.",
  besideUse: "Then use http://localhost here: after you sign in, the browser returns automatically.",
  besideButton: "Use http://localhost",
  besideScript: "Scripts, and a check of the registration",
  invalid: "Enter an address, for example http://localhost",
  pasteChosen:
    'After you sign in, you paste an address from the browser, because "I paste the address" is selected.',
  deviceCode:
    '"Device code" is selected: you type a code on another page, and nothing returns to this address.',
  typing: "Determines how the sign-in returns to Latchkey.",
} as const;

// Home: the list of profiles, what can be done with one, and the state of the keychain.
export const home = {
  title: "Profiles",
  new: "New profile",
  tryPractice: "Try with practice",
  openPractice: "Practice",
  openSettings: "Settings",
  list: "Connection profiles",
  welcome: "Set up your first connection profile",
  welcomeWhat:
    "A connection profile lets a Dynamics 365 client add-on sign in with multi-factor authentication. Three steps, about five minutes:",
  stepIds:
    "Enter the ApplicationID and the Redirect URI of the registered application. Your administrator has them.",
  stepSignIn: "Press Retrieve all Organizations and sign in with your browser, as you always do.",
  stepChoose: "Choose your organization, test it, and copy the values into your add-on.",
  welcomePractice:
    "Nothing registered yet, or just curious? Practice has everything in it: users, a simulated phone and organizations. Nothing leaves this computer.",
  open: "Open {{name}}",
  openShort: "Open",
  signIn: "Sign in",
  signInTo: "Sign in to {{name}}",
  moreFor: "More for {{name}}",
  noOrganization: "No organization chosen yet",
  status: {
    works: "Works",
    worksSince: "Works, tested {{when}}",
    "sign-in-needed": "Sign-in needed",
    incomplete: "Not finished",
    unreadable: "Cannot be read",
  },
  readOnly: "Read only: a newer Latchkey wrote it",
  expires_zero: "Its secret or certificate expires today",
  expires_one: "Its secret or certificate expires in {{count}} day",
  expires_other: "Its secret or certificate expires in {{count}} days",
  expired: "Its secret or certificate has expired",
  unreadable: "This profile's file cannot be read",
  tryAgain: "Try again",
  count_one: "{{count}} profile",
  count_other: "{{count}} profiles",
} as const;

export const menu = {
  values: "Values for the add-on",
  session: "Session...",
  signOut: "Sign out",
  delete: "Delete",
  deleteTitle: "Delete {{name}}?",
  deleteWhat: "The profile is removed from this computer. Your add-on and the organization are not touched.",
  deleteYes: "Delete",
  signOutTitle: "Sign out of {{name}}?",
  signOutWhat:
    "Latchkey forgets the saved sign-in of this account. Other profiles that use the same account have to sign in again too.",
  signOutYes: "Sign out",
  signedOut: "Signed out {{account}}.",
  signedOutShared: "These profiles shared the sign-in and have to sign in again: {{profiles}}",
  deleted: "{{name}} was deleted",
} as const;

export const keychain = {
  unlock: "Unlock",
  unlocking: "Waiting for you to unlock the keychain. A window of your system may ask for its password.",
  useMemory: "Keep sign-ins in memory for now",
  unlocked: "The keychain is unlocked.",
  memoryTitle: "Sign-ins are kept until Latchkey closes",
  memoryWhat: "There is no keychain, so nothing is written to disk. Next time you will sign in again.",
} as const;

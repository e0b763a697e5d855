// Home: the list of profiles, what can be done with one, and the state of the keychain.
export const home = {
  title: "Profiles",
  new: "New profile",
  tryPractice: "Try with practice",
  list: "Connection profiles",
  welcome: "Set up your first connection profile",
  welcomeWhat:
    "A connection profile lets a client add-on sign in with multi-factor authentication. It takes about five minutes.",
  connect: "What do you want to connect?",
  somethingElse: "Something else",
  somethingElseWhat: "A profile for anything else that signs in to Dynamics 365 or Dataverse.",
  justTry: "Just try it",
  welcomePractice:
    "Nothing registered yet, or just curious? The practice tenant has users, a simulated phone and organizations. Nothing leaves this computer.",
  setupWhat: "Did somebody send you a setup file?",
  helpdeskWhat: "Do you help others, or register the application for them?",
  toHelpdesk: "Go to the helpdesk",
  open: "Open {{name}}",
  openShort: "Open",
  signIn: "Sign in",
  signInTo: "Sign in to {{name}}",
  moreFor: "More for {{name}}",
  noOrganization: "No organization chosen yet",
  status: {
    tested: "Tested",
    testedSince: "Tested {{when}}",
    testedNow: "Tested just now",
    "sign-in-needed": "Sign-in needed",
    incomplete: "Not finished",
    unreadable: "Can't be read",
  },
  readOnly: "Read only: saved by a newer Latchkey",
  expires_zero: "Its secret or certificate expires today",
  expires_one: "Its secret or certificate expires in {{count}} day",
  expires_other: "Its secret or certificate expires in {{count}} days",
  expired: "Its secret or certificate has expired",
  unreadable: "This profile's file can't be read",
  tryAgain: "Try again",
  count_one: "{{count}} profile",
  count_other: "{{count}} profiles",
} as const;

export const menu = {
  values: "Values for the add-on",
  session: "Sign-in details...",
  signOut: "Sign out",
  delete: "Delete",
  signOutTitle: "Sign out of {{name}}?",
  signOutWhat:
    "This removes the saved sign-in of this account. Other profiles that use the account have to sign in again, too.",
  signOutYes: "Sign out",
  signedOut: "Signed out {{account}}.",
  signedOutShared: "These profiles shared the sign-in and have to sign in again: {{profiles}}",
} as const;

// What stands below for a while after something was deleted.
export const deleted = {
  list: "Deleted profiles",
  one: "Deleted {{name}}",
  many: "Deleted {{count}} profiles",
  undo: "Undo",
  undone: "{{name}} is back",
  manyUndone: "{{count}} profiles are back",
} as const;

export const keychain = {
  unlock: "Unlock",
  unlocking: "Waiting for you to unlock the keychain. Your system may ask for its password.",
  useMemory: "Keep sign-ins in memory for now",
  unlocked: "The keychain is unlocked.",
  memoryTitle: "Sign-ins are kept until Latchkey closes",
  memoryWhat: "There is no keychain, so nothing is saved on disk. Next time you have to sign in again.",
} as const;

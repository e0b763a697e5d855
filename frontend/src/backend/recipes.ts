// The shapes of recipes: what target systems need and the steps to connect them. Texts
// hold two marks: **a word on a screen** and `something to type`.

export interface RecipeInfo {
  id: string;
  name: string;
  maker: string;
  summary: string;
  // system is what people sign in to: "dataverse", "salesforce", or "mfa" for a roll-out.
  system: string;
}

export interface Permission {
  api: string;
  name: string;
  type: string;
}

export interface Registration {
  maker?: boolean;
  name: string;
  applicationId?: string;
  accounts: string;
  platform: string;
  redirectUris: string[];
  oldRedirectUris?: string[];
  publicClient: boolean;
  idTokens?: boolean;
  accessTokens?: boolean;
  permissions: Permission[];
  secret?: { description: string; months: number; optional?: boolean };
  applicationUser?: string;
}

// ScreenField is one field of a target's own screen; own ones only the person knows.
export interface ScreenField {
  label: string;
  value?: string;
  // known says that the value can be typed as it stands.
  known?: boolean;
  own?: boolean;
  note?: string;
}

export interface TargetScreen {
  id: string;
  title: string;
  where: string;
  fields: ScreenField[];
  finish?: string;
}

export interface Answer {
  text?: string;
  // go is the id of a step.
  go?: string;
  // code is an error of the catalogue.
  code?: string;
}

export interface Step {
  id: string;
  title: string;
  do: string[];
  say?: string;
  see?: string;
  old?: string;
  link?: string;
  // address is the page that link stands for, in the profile's cloud.
  address?: string;
  figure?: string;
  // values are the names of those to have at hand.
  values?: string[];
  otherwise?: { ask: string; yes: Answer; no: Answer }[];
  // rehearse is where the practice tenant has the step.
  rehearse?: Rehearsal;
}

export type Rehearsal = "people" | "registrations" | "policies" | "consent" | "log" | "phone" | "sign-in";

export interface Walkthrough {
  id: string;
  role: "administrator" | "user" | "helpdesk";
  title: string;
  steps: Step[];
}

export interface RecipeDocument {
  id: string;
  title: string;
  kind: string;
  subject?: string;
  text?: string[];
  items?: { text: string; days: number }[];
}

export interface Recipe {
  id: string;
  name: string;
  // like is the recipe that holds for this system too.
  like?: string;
  maker: string;
  summary: string;
  system: string;
  products?: string[];
  checkedOn: string;
  sources: string[];
  unchecked?: string[];
  methods: string[];
  prerequisites?: string[];
  profile?: { redirectUri?: string; signInAs?: string };
  registration?: Registration;
  consent?: { who: string; old?: string; redirectUri?: string };
  screens?: TargetScreen[];
  traps?: { title: string; text: string; code?: string }[];
  walkthroughs: Walkthrough[];
  documents?: RecipeDocument[];
  thenAndNow?: { then: string; now: string; retired?: boolean }[];
  terms?: { word: string; text: string }[];
}

// NamedValue is a value of the profile, with its name for people.
export interface NamedValue {
  name: string;
  label: string;
  value: string;
}

// RecipeView is a recipe with a profile's values in it.
export interface RecipeView {
  recipe: Recipe;
  values: NamedValue[];
  // figures are the drawings that it names, as SVG of the program's own.
  figures: Record<string, string>;
  // today is the day where the program runs, as 2026-12-01.
  today: string;
}

// Sheet is a text to keep: the window has saved it, or the page has to.
export interface Sheet {
  name: string;
  text: string;
  saved: boolean;
}

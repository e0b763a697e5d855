// Opened is what of a profile to show: a new one (for the system of a recipe), one to edit,
// one to sign in to at once (with a prompt, whatever is saved), or the values of one for
// the add-on.
export type Opened =
  | { kind: "new"; practice: boolean; recipe?: string }
  | { kind: "edit"; id: string }
  | { kind: "signin"; id: string }
  | { kind: "prompt"; id: string }
  | { kind: "values"; id: string };

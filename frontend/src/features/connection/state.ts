import type { Draft, Operation, OrganizationRow, Problem, Profile } from "../../backend/types";
import { merge, same, sameConnection, unproved } from "./draft";
import { type FieldID, fieldOf, isGuess, isInOtherWays, isWhere } from "./fields";
import { type SignInKind, signInKind } from "./signInKind";
import { type Tab, tabOf } from "./tabs";

// What the dialog shows: the form with the signing-in panel over it, or the values for the
// add-on.
export type View = "form" | "card";

// Over is what stands over the form.
export type Over = "session" | "exchange" | "authorities" | "confirm-cloud" | "registration";

// Busy is what is under way between the press of a button and Go's answer.
export type Busy = "save" | "retrieve" | "test" | "unlock" | "choose" | "credential";

export interface DialogState {
  draft: Draft;
  // saved is the draft as it was last loaded or saved: the difference is unsaved.
  saved: Draft;
  tab: Tab;
  view: View;
  over: Over | undefined;
  // usersShown says that the practice tenant's people are listed.
  usersShown: boolean;
  // addressOpen says that an organization's address can be typed, waysOpen that the other
  // ways to sign in are shown.
  addressOpen: boolean;
  waysOpen: boolean;
  // wanted is the control that is to take the focus, as soon as it is there.
  wanted: { id: string } | undefined;
  // problems are the last check's, advice included; attempt counts checks that
  // found something, so that each moves the focus to the summary anew.
  problems: Problem[];
  attempt: number;
  // failure is a problem of an action that belongs to no field.
  failure: Problem | undefined;
  busy: Busy | undefined;
  // abandoned says that what is being begun is not wanted any more.
  abandoned: boolean;
  // started is the operation under way or the last one that ended badly.
  started: Operation | undefined;
  // retrieved is the last retrieval that worked, with its rows.
  retrieved: Operation | undefined;
  rows: OrganizationRow[] | undefined;
  // tested is the last test that worked, of the draft's present organization.
  tested: Operation | undefined;
  // handed says that Go holds a password, secret or certificate that is not saved yet.
  handed: boolean;
  // savedNow says that the values are shown because the profile was just saved.
  savedNow: boolean;
}

export type Action =
  | { type: "edit"; change: Partial<Profile> }
  | { type: "where"; text: string }
  | { type: "tab"; tab: Tab; focus?: string }
  | { type: "go"; field: FieldID; kind: SignInKind }
  | { type: "address"; open: boolean }
  | { type: "ways"; open: boolean }
  | { type: "users"; shown: boolean }
  | { type: "over"; over: Over | undefined }
  | { type: "busy"; what: Busy | undefined }
  | { type: "checked"; problems: Problem[] }
  | { type: "failed"; problem: Problem }
  | { type: "advised"; problem: Problem }
  | { type: "started"; operation: Operation }
  | { type: "retrieved"; operation: Operation; rows: OrganizationRow[] }
  | { type: "tested"; operation: Operation }
  | { type: "stopped" }
  | { type: "abandon"; abandoned: boolean }
  | { type: "credential" }
  | { type: "typing"; field: FieldID }
  | { type: "left"; field: FieldID; problems: Problem[] }
  | { type: "chosen"; sent: Draft; answer: Draft }
  | { type: "saved"; draft: Draft; problems: Problem[] }
  | { type: "view"; view: View };

export function startState(draft: Draft, view: View = "form"): DialogState {
  return {
    draft,
    saved: draft,
    tab: "connection",
    view,
    over: undefined,
    usersShown: false,
    addressOpen: false,
    waysOpen: false,
    wanted: undefined,
    problems: [],
    attempt: 0,
    failure: undefined,
    busy: undefined,
    abandoned: false,
    started: undefined,
    retrieved: undefined,
    rows: undefined,
    tested: undefined,
    handed: false,
    savedNow: false,
  };
}

export function reduce(state: DialogState, action: Action): DialogState {
  switch (action.type) {
    case "edit":
      return edited(state, { ...state.draft, profile: { ...state.draft.profile, ...action.change } });
    case "where":
      return edited(state, { ...state.draft, where: action.text });
    case "tab":
      return { ...state, tab: action.tab, wanted: action.focus ? { id: action.focus } : undefined };
    case "go":
      return {
        ...state,
        tab: tabOf(action.field, action.kind),
        waysOpen: state.waysOpen || isInOtherWays(action.field),
        wanted: {
          id:
            action.field === "organization" && state.rows?.length ? "organizations" : `field-${action.field}`,
        },
      };
    case "address":
      // It takes the focus by itself.
      return { ...state, tab: "connection", addressOpen: action.open, wanted: undefined };
    case "ways":
      return action.open === state.waysOpen ? state : { ...state, waysOpen: action.open, wanted: undefined };
    case "users":
      return { ...state, usersShown: action.shown };
    case "over":
      return { ...state, over: action.over };
    case "busy":
      return { ...state, busy: action.what };
    case "checked":
      return checked(state, action.problems);
    case "failed":
      return { ...state, failure: action.problem };
    case "advised":
      return { ...state, problems: [...state.problems.filter((each) => !isGuess(each)), action.problem] };
    case "started":
      return {
        ...state,
        started: action.operation,
        failure: undefined,
        problems: warningsOf(state.problems),
      };
    case "retrieved":
      return { ...back(state), retrieved: action.operation, rows: action.rows };
    case "tested":
      return { ...back(state), tested: action.operation };
    case "stopped":
      return back(state);
    case "abandon":
      return { ...state, abandoned: action.abandoned };
    case "credential":
      return { ...state, draft: unproved(state.draft), tested: undefined, handed: true };
    case "typing":
      return { ...state, problems: state.problems.filter((each) => fieldOf(each) !== action.field) };
    case "left":
      return { ...state, problems: replaced(state.problems, action.field, action.problems) };
    case "chosen":
      return { ...edited(state, merge(action.sent, action.answer, state.draft)), failure: undefined };
    case "saved":
      return {
        ...state,
        draft: action.draft,
        saved: action.draft,
        problems: action.problems,
        failure: undefined,
        handed: false,
        savedNow: true,
        view: "card",
      };
    case "view":
      return { ...state, view: action.view };
  }
}

function edited(before: DialogState, draft: Draft): DialogState {
  const state = { ...before, wanted: undefined, problems: stillTrue(before, draft) };
  // The tab goes with the checkbox; what was typed in it stays in the draft.
  const tab = signInKind(draft.profile) === "two-factor" ? state.tab : "connection";
  if (sameConnection(draft, state.draft)) return { ...state, draft, tab };
  return { ...state, draft: unproved(draft), tab, tested: undefined };
}

// stillTrue leaves out what was said about a field that is being changed: it may be
// right by now, and the next check will tell.
function stillTrue(state: DialogState, draft: Draft): Problem[] {
  const { profile, where } = state.draft;
  const changed = (field: string | undefined) =>
    field !== undefined &&
    ((isWhere(field) && where !== draft.where) ||
      !same(profile[field as keyof Profile], draft.profile[field as keyof Profile]));
  const moved = where !== draft.where;
  const kept = state.problems.filter((problem) => !changed(problem.field) && !(moved && isGuess(problem)));
  return kept.length === state.problems.length ? state.problems : kept;
}

// replaced puts what was found about a field in the place of what was said of it before, so
// that links to the fields don't change places.
function replaced(problems: Problem[], field: FieldID, found: Problem[]): Problem[] {
  const at = problems.findIndex((each) => fieldOf(each) === field);
  const others = problems.filter((each) => fieldOf(each) !== field);
  const next = at < 0 ? [...others, ...found] : [...others.slice(0, at), ...found, ...others.slice(at)];
  return same(next, problems) ? problems : next;
}

function checked(state: DialogState, problems: Problem[]): DialogState {
  const errors = errorsOf(problems);
  return {
    ...state,
    problems,
    attempt: errors.length > 0 ? state.attempt + 1 : state.attempt,
    failure: undefined,
    waysOpen: state.waysOpen || errors.some((each) => isInOtherWays(fieldOf(each))),
  };
}

function back(state: DialogState): DialogState {
  return { ...state, started: undefined };
}

// isWorking says whether a sign-in, a test or an unlocking is being begun or under way.
export function isWorking({ started, busy }: DialogState): boolean {
  return started !== undefined || busy === "retrieve" || busy === "test" || busy === "unlock";
}

// Next is where the way from nothing to a tested profile goes on.
export type NextStep = "ids" | "retrieve" | "choose" | "address" | "test" | "save";

// nextStep is the one thing to point at. A profile for an on-premises organization
// can only be saved.
export function nextStep(state: DialogState): NextStep {
  const { profile } = state.draft;
  if (!profile.online || state.tested || profile.lastVerified) return "save";
  if (missingID(profile)) return "ids";
  if (profile.organization || profile.organizationUrl) return "test";
  if (signInKind(profile) === "application") return "address";
  return state.rows && state.rows.length > 0 ? "choose" : "retrieve";
}

// missingID is the first of the two values of the 2-Factor Authentication tab that isn't there.
export function missingID(profile: Profile): "applicationId" | "redirectUri" | undefined {
  if (signInKind(profile) !== "two-factor") return undefined;
  if (!profile.applicationId) return "applicationId";
  return profile.redirectUri || profile.method === "device-code" ? undefined : "redirectUri";
}

// isDirty says whether leaving would lose something.
export function isDirty(state: DialogState): boolean {
  return state.handed || !same(state.draft, state.saved);
}

export function warningsOf(problems: Problem[]): Problem[] {
  return problems.filter((problem) => problem.warning);
}

export function errorsOf(problems: Problem[]): Problem[] {
  return problems.filter((problem) => !problem.warning);
}

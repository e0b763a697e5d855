import type { Draft, Operation, OrganizationRow, Problem, Profile } from "../../backend/types";
import { type FieldID, fieldOf, isGuess, isWhere } from "./fields";
import type { Tab } from "./tabs";
import { wayIn } from "./way";

// What the dialog shows: the form, the signing-in panel, or the values for the add-on.
export type View = "form" | "signin" | "card";

export interface DialogState {
  draft: Draft;
  // saved is the draft as it was last loaded or saved: the difference is unsaved.
  saved: Draft;
  tab: Tab;
  view: View;
  // problems are the last check's, advice included; attempt counts checks that
  // found something, so that each moves the focus to the summary anew.
  problems: Problem[];
  attempt: number;
  // failure is a problem of an action that belongs to no field.
  failure: Problem | undefined;
  // started is the operation under way or the last one that ended badly.
  started: Operation | undefined;
  // retrieved is the last retrieval that worked, with its rows.
  retrieved: Operation | undefined;
  rows: OrganizationRow[] | undefined;
  // tested is the last test that worked, of the draft's present organization.
  tested: Operation | undefined;
  // handed says that Go holds a password, secret or certificate that is not saved yet.
  handed: boolean;
}

export type Action =
  | { type: "edit"; change: Partial<Profile> }
  | { type: "where"; text: string }
  | { type: "tab"; tab: Tab }
  | { type: "checked"; problems: Problem[] }
  | { type: "failed"; problem: Problem }
  | { type: "dismiss" }
  | { type: "advised"; problem: Problem }
  | { type: "started"; operation: Operation }
  | { type: "retrieved"; operation: Operation; rows: OrganizationRow[] }
  | { type: "tested"; operation: Operation }
  | { type: "stopped" }
  | { type: "credential" }
  | { type: "typing"; field: FieldID }
  | { type: "chosen"; sent: Draft; answer: Draft }
  | { type: "saved"; draft: Draft; problems: Problem[] }
  | { type: "view"; view: View };

export function startState(draft: Draft, view: View = "form"): DialogState {
  return {
    draft,
    saved: draft,
    tab: "connection",
    view,
    problems: [],
    attempt: 0,
    failure: undefined,
    started: undefined,
    retrieved: undefined,
    rows: undefined,
    tested: undefined,
    handed: false,
  };
}

export function reduce(state: DialogState, action: Action): DialogState {
  switch (action.type) {
    case "edit":
      return edited(state, { ...state.draft, profile: { ...state.draft.profile, ...action.change } });
    case "where":
      return edited(state, { ...state.draft, where: action.text });
    case "tab":
      return { ...state, tab: action.tab };
    case "checked":
      return checked(state, action.problems);
    case "failed":
      return { ...state, failure: action.problem };
    case "dismiss":
      return { ...state, failure: undefined };
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
    case "credential":
      return { ...state, draft: unproved(state.draft), tested: undefined, handed: true };
    case "typing":
      return { ...state, problems: state.problems.filter((each) => fieldOf(each) !== action.field) };
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
        view: "card",
      };
    case "view":
      return { ...state, view: action.view };
  }
}

function edited(before: DialogState, draft: Draft): DialogState {
  const state = { ...before, problems: stillTrue(before, draft) };
  // The tab goes with the checkbox; what was typed in it stays in the draft.
  const tab = wayIn(draft.profile) === "two-factor" ? state.tab : "connection";
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

// What a test depended on. The profile's name and colour are not among them.
const proofRests = [
  "cloud",
  "online",
  "twoFactor",
  "applicationId",
  "redirectUri",
  "organizationUrl",
  "signInAs",
  "loginHint",
  "credential",
  "customCloud",
] as const;

function sameConnection(a: Draft, b: Draft): boolean {
  return (
    a.where === b.where &&
    proofRests.every((key) => same(a.profile[key] ?? "", b.profile[key] ?? "")) &&
    a.profile.organization?.id === b.profile.organization?.id &&
    a.profile.organization?.url === b.profile.organization?.url
  );
}

// unproved takes back the word that this connection was tested: it is another now.
function unproved(draft: Draft): Draft {
  return { ...draft, profile: { ...draft.profile, lastVerified: undefined } };
}

function checked(state: DialogState, problems: Problem[]): DialogState {
  const wrong = problems.some((problem) => !problem.warning);
  return { ...state, problems, attempt: wrong ? state.attempt + 1 : state.attempt, failure: undefined };
}

function back(state: DialogState): DialogState {
  return { ...state, started: undefined, view: "form" };
}

// Next is where the way from nothing to a tested profile goes on.
export type NextStep = "retrieve" | "choose" | "address" | "test" | "save";

// nextStep is the one thing to point at. A profile for an on-premises organization
// can only be saved.
export function nextStep(state: DialogState): NextStep {
  const { profile } = state.draft;
  if (!profile.online || state.tested || profile.lastVerified) return "save";
  if (profile.organization || profile.organizationUrl) return "test";
  if (wayIn(profile) === "application") return "address";
  return state.rows && state.rows.length > 0 ? "choose" : "retrieve";
}

// isDirty says whether leaving would lose something.
export function isDirty(state: DialogState): boolean {
  return state.handed || !same(state.draft, state.saved);
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

// merge takes over what Go changed between the draft that was sent and its
// answer, and keeps what the user has typed meanwhile.
export function merge(sent: Draft, answer: Draft, current: Draft): Draft {
  const profile: Record<string, unknown> = { ...current.profile };
  const before = sent.profile as unknown as Record<string, unknown>;
  const after = answer.profile as unknown as Record<string, unknown>;
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (!same(before[key], after[key])) profile[key] = after[key];
  }
  return {
    ...current,
    profile: profile as unknown as Profile,
    where: same(sent.where, answer.where) ? current.where : answer.where,
    shown: answer.shown,
  };
}

export function warningsOf(problems: Problem[]): Problem[] {
  return problems.filter((problem) => problem.warning);
}

export function errorsOf(problems: Problem[]): Problem[] {
  return problems.filter((problem) => !problem.warning);
}

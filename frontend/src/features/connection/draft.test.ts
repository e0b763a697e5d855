import { describe, expect, it } from "vitest";
import type { Problem } from "../../backend/types";
import { blankDraft, operation } from "../../test/fake";
import { merge } from "./draft";
import { fieldOf, problemAt } from "./fields";
import { signInKind } from "./signInKind";
import { type Action, isDirty, nextStep, reduce, startState } from "./state";
import { tabOf } from "./tabs";

function reached(...actions: Action[]) {
  return actions.reduce(reduce, startState(blankDraft()));
}

describe("the draft", () => {
  it("keeps what was typed while 2-Factor is off", () => {
    const state = reached(
      { type: "edit", change: { twoFactor: true } },
      { type: "edit", change: { applicationId: "abc" } },
      { type: "edit", change: { twoFactor: false } },
    );
    expect(state.draft.profile.applicationId).toBe("abc");
  });

  it("leaves the second tab when its checkbox or CRM Online goes", () => {
    const on: Action[] = [
      { type: "edit", change: { twoFactor: true } },
      { type: "tab", tab: "twoFactor" },
    ];
    expect(reached(...on).tab).toBe("twoFactor");
    expect(reached(...on, { type: "edit", change: { twoFactor: false } }).tab).toBe("connection");
    expect(reached(...on, { type: "edit", change: { online: false } }).tab).toBe("connection");
  });

  it("does not leave the first tab when the checkbox is ticked", () => {
    expect(reached({ type: "edit", change: { twoFactor: true } }).tab).toBe("connection");
  });

  it("is dirty after an edit and clean again after undoing it or saving", () => {
    expect(isDirty(reached())).toBe(false);
    const typed = reached({ type: "edit", change: { name: "A" } });
    expect(isDirty(typed)).toBe(true);
    expect(isDirty(reduce(typed, { type: "edit", change: { name: "" } }))).toBe(false);
    expect(
      isDirty(reduce(typed, { type: "saved", draft: blankDraft({ name: "A", rev: 1 }), problems: [] })),
    ).toBe(false);
  });

  it("forgets a test when another organization is chosen", () => {
    const sent = blankDraft();
    const answer = blankDraft({ organizationUrl: "https://b.crm.dynamics.com" });
    const state = reached(
      { type: "tested", operation: operation({ state: "done" }) },
      { type: "chosen", sent, answer },
    );
    expect(state.tested).toBeUndefined();
  });

  it("takes back the proof when an edit changes the connection, not when it changes the name", () => {
    const tested = reduce(startState(blankDraft({ lastVerified: "2026-11-20T09:41:00Z" })), {
      type: "tested",
      operation: operation({ state: "done" }),
    });
    const renamed = reduce(tested, { type: "edit", change: { name: "B" } });
    expect(renamed.tested).toBeDefined();
    expect(renamed.draft.profile.lastVerified).toBeDefined();
    const other = reduce(tested, { type: "edit", change: { applicationId: "b" } });
    expect(other.tested).toBeUndefined();
    expect(other.draft.profile.lastVerified).toBeUndefined();
  });

  it("moves the focus to the summary for errors, not for advice", () => {
    const advice: Problem = {
      kind: "input",
      code: "redirect-uri-foreign",
      field: "redirectUri",
      warning: true,
    };
    const error: Problem = { kind: "input", code: "name-missing", field: "name" };
    expect(reached({ type: "checked", problems: [advice] }).attempt).toBe(0);
    expect(reached({ type: "checked", problems: [advice, error] }).attempt).toBe(1);
  });

  it("keeps advice and drops errors when an operation starts", () => {
    const advice: Problem = {
      kind: "input",
      code: "redirect-uri-foreign",
      field: "redirectUri",
      warning: true,
    };
    const error: Problem = { kind: "input", code: "name-missing", field: "name" };
    const state = reached(
      { type: "checked", problems: [advice, error] },
      { type: "started", operation: operation() },
    );
    expect(state.problems).toEqual([advice]);
  });
});

describe("what signs in", () => {
  it("decides the tab, the next step and the field of a user name", () => {
    const application = blankDraft({ twoFactor: true, signInAs: "application" });
    expect(signInKind(application.profile)).toBe("application");
    expect(nextStep(startState(application))).toBe("address");
    expect(signInKind(blankDraft({ twoFactor: true }).profile)).toBe("two-factor");
    expect(signInKind(blankDraft().profile)).toBe("password");
    expect(signInKind(blankDraft({ online: false, signInAs: "application" }).profile)).toBe("on-premises");
    const hint: Problem = { kind: "input", code: "login-hint-invalid", field: "loginHint" };
    expect(fieldOf(hint, "password")).toBe("loginHint");
    expect(fieldOf(hint, "two-factor")).toBe("where");
    expect(tabOf("applicationId", "password")).toBe("connection");
  });

  it("takes back the proof with a new credential, and is unsaved until it is sealed", () => {
    const proved = startState(blankDraft({ lastVerified: "2026-11-20T09:41:00Z" }));
    const given = reduce(proved, { type: "credential" });
    expect(given.draft.profile.lastVerified).toBeUndefined();
    expect(isDirty(given)).toBe(true);
    expect(isDirty(reduce(given, { type: "saved", draft: given.draft, problems: [] }))).toBe(false);
  });
});

describe("merge", () => {
  it("takes over Go's changes and keeps what was typed meanwhile", () => {
    const sent = blankDraft({ name: "A" });
    const answer = {
      ...blankDraft({ name: "A", tenant: "t1", username: "anna@contoso.example" }),
      shown: "t1",
    };
    const current = { ...blankDraft({ name: "A and more" }), where: "anna@contoso.example" };
    const merged = merge(sent, answer, current);
    expect(merged.profile.name).toBe("A and more");
    expect(merged.profile.tenant).toBe("t1");
    expect(merged.where).toBe("anna@contoso.example");
    expect(merged.shown).toBe("t1");
  });

  it("takes over what Go removed", () => {
    const sent = blankDraft({ organizationUrl: "https://a.crm.dynamics.com" });
    expect(merge(sent, blankDraft(), sent).profile.organizationUrl).toBeUndefined();
  });
});

describe("fields", () => {
  it("map the profile's names to the controls", () => {
    expect(fieldOf({ kind: "input", code: "tenant-invalid", field: "tenant" })).toBe("where");
    expect(fieldOf({ kind: "input", code: "x", field: "constructor" })).toBeUndefined();
    expect(tabOf("applicationId")).toBe("twoFactor");
    expect(tabOf("name")).toBe("connection");
  });

  it("show an error before advice", () => {
    const advice: Problem = { kind: "input", code: "a", field: "redirectUri", warning: true };
    const error: Problem = { kind: "input", code: "b", field: "redirectUri" };
    expect(problemAt([advice, error], "redirectUri")).toBe(error);
    expect(problemAt([advice], "redirectUri")).toBe(advice);
  });
});

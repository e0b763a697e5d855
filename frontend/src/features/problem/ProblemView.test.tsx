import { render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import codes from "../../../../docs/practice-codes.md?raw";
import { I18nProvider, startI18n } from "../../i18n/i18n";
import { type NextStep, ProblemView } from "./ProblemView";
import { type Next, wordsOf } from "./words";

// The errors that the practice tenant can cause, from the document that a test of it makes.
const causable = [...codes.matchAll(/^\| (\d+) \|/gm)].map(([, digits]) => `AADSTS${digits}`);

// What nobody can press: waiting, asking somebody else.
const noButton: Next[] = ["none", "wait", "ask-admin"];

describe("every error that the practice tenant can cause", () => {
  // Go's tests hold the document to the tenant's own table.
  it("stands in the document", () => expect(new Set(causable).size).toBeGreaterThan(90));

  it.each(causable)("%s is explained, with its next step", async (code) => {
    const pressed: string[] = [];
    const offered: Next[] = [
      "retry",
      "sign-in",
      "prompt-again",
      "edit-application-id",
      "edit-redirect-uri",
      "edit-tenant",
      "type-url",
      "use-two-factor",
      "use-browser",
      "use-device-code",
      "edit-credential",
      "paste-address",
    ];
    const steps: Partial<Record<Next, NextStep>> = {};
    for (const next of offered) steps[next] = { label: `Do ${next}`, run: () => pressed.push(next) };
    render(
      <I18nProvider value={startI18n()}>
        <ProblemView problem={{ kind: "refused", code }} steps={steps} />
      </I18nProvider>,
    );
    const words = wordsOf({ kind: "refused", code });
    const shown = screen.getByRole("alert");
    expect(screen.getByRole("heading", { name: words.title })).toBeVisible();
    expect(shown).toHaveTextContent(words.what.replace(/\s+/g, " "));
    expect(shown).toHaveTextContent(words.you.replace(/\s+/g, " "));
    expect(words.you).not.toBe("");
    if (noButton.includes(words.next)) {
      expect(screen.queryByRole("button", { name: /^Do / })).toBeNull();
      return;
    }
    await userEvent.setup().click(screen.getByRole("button", { name: `Do ${words.next}` }));
    expect(pressed).toEqual([words.next]);
  });
});

import { createHashHistory } from "@tanstack/history";
import { render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { onTestFinished } from "vitest";
import { App } from "../app/App";
import { type Resources, startI18n } from "../i18n/i18n";
import { type Fake, makeFake } from "./fake";

// show renders the whole window over a fake backend.
export function show(fake: Fake = makeFake(), words?: Resources, at = "/") {
  const user = userEvent.setup();
  const i18n = words ? startI18n("en-XA", words) : startI18n();
  window.history.replaceState(null, "", `#${at}`);
  const history = createHashHistory();
  onTestFinished(async () => {
    // What the history was last asked for comes with the next turn.
    await new Promise((done) => setTimeout(done));
    history.destroy();
  });
  const shown = render(<App backend={fake.backend} i18n={i18n} history={history} />);
  return { fake, user, ...shown };
}

// button finds the one button of that name that can be pressed: the form stays behind
// the signing-in panel, inert.
export function button(name: string | RegExp): HTMLElement {
  const found = screen.getAllByRole("button", { name }).filter((each) => !each.closest("[inert]"));
  if (found.length !== 1) throw new Error(`${found.length} buttons ${name}`);
  return found[0] as HTMLElement;
}

// findPage finds a page by its title, or what stands over one.
export async function findPage(title: string): Promise<HTMLElement> {
  const heading = await screen.findByRole("heading", { level: 1, name: title });
  return heading.closest("section, main") as HTMLElement;
}

// findDialog finds a dialog by its title. In jsdom the focus library may leave it
// aria-hidden, and what is hidden itself has no accessible name.
export async function findDialog(title: string): Promise<HTMLElement> {
  const heading = await screen.findByText(title, { selector: "h2" });
  return heading.closest('[role="dialog"]') as HTMLElement;
}

// findQuestion finds a question that is named by its title, which may be as hidden.
export async function findQuestion(title: string): Promise<HTMLElement> {
  const heading = await screen.findByText(title, { selector: "h2" });
  const question = heading.closest('[role="alertdialog"]') as HTMLElement;
  if (question.getAttribute("aria-labelledby") !== heading.id) throw new Error(`not its name: ${title}`);
  return question;
}

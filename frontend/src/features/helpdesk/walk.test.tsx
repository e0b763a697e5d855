import { act, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Problem } from "../../backend/types";
import { type Fake, makeFake, row } from "../../test/fake";
import { button, findPage, show } from "../../test/show";

async function walkthrough(fake: Fake = makeFake({ rows: [row()] })) {
  const shown = show(fake);
  await shown.user.click(await screen.findByRole("link", { name: "Helpdesk" }));
  await findPage("Helpdesk");
  await shown.user.click(await screen.findByRole("button", { name: /DocumentsCorePack/ }));
  await shown.user.click(await screen.findByRole("button", { name: /Register the application/ }));
  return shown;
}

// isAt waits for the focus to be on the heading of a step: it moves by itself.
async function isAt(title: string): Promise<void> {
  await waitFor(() => expect(screen.getByRole("heading", { level: 3, name: title })).toHaveFocus());
}

function list(): HTMLElement {
  return screen.getByRole("navigation", { name: "Steps" });
}

function currentStep(): string | undefined {
  const current = within(list())
    .getAllByRole("button")
    .filter((each) => each.getAttribute("aria-current") === "step");
  return current.map((each) => each.textContent).join();
}

describe("A walkthrough", () => {
  it("is gone through by keyboard alone, from the first step to the last", async () => {
    const { user, fake } = await walkthrough();
    // Tab does nothing in jsdom, where nothing has a place; the way is that of the document.
    const press = async (name: string, key: string) => {
      const next = button(name);
      expect(next.tabIndex).toBe(0);
      expect(document.activeElement?.compareDocumentPosition(next)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
      next.focus();
      await user.keyboard(key);
    };
    await isAt("1. Open the admin center");
    expect(screen.getByText("Step 1 of 3")).toBeVisible();
    expect(currentStep()).toBe("1. Open the admin center");
    await press("Next", "{Enter}");
    await isAt("2. Add the platform");
    await press("Next", " ");
    await isAt("3. Hand over the values");
    await press("Back", "{Enter}");
    await isAt("2. Add the platform");
    await press("Next", "{Enter}");
    await isAt("3. Hand over the values");
    await press("Finish", "{Enter}");
    await waitFor(() =>
      expect(screen.getByRole("heading", { name: "DocumentsCorePack Client" })).toHaveFocus(),
    );
    expect(fake.called("guides.tick")).toEqual([]);
  });

  it("shows what to do, to say and to see, with a drawing and values to copy", async () => {
    const { user } = await walkthrough();
    await user.click(await screen.findByRole("button", { name: "2. Add the platform" }));
    await isAt("2. Add the platform");
    expect(screen.getByRole("region", { name: "Say on the phone" })).toHaveTextContent(
      "“Please select Mobile and desktop applications.”",
    );
    expect(screen.getByText(/The address under the platform/)).toHaveTextContent(/^You should see/);
    expect(screen.getByText(/Step 5 of 10/)).toHaveTextContent("In older versions: Step 5 of 10.");
    expect(screen.getByRole("img", { name: "The platform to choose" })).toBeVisible();
    await user.click(button("Copy The page for this step"));
    expect(await navigator.clipboard.readText()).toBe("https://entra.microsoft.com/#view/Authentication");
    expect(
      screen.getByText("ApplicationID: not known yet. Choose a profile above, or enter it there."),
    ).toBeVisible();
    await user.selectOptions(screen.getByLabelText("For the profile"), "p1");
    await user.type(screen.getByRole("textbox", { name: "Helpdesk" }), "4711");
    const values = screen.getByRole("region", { name: "To copy" });
    await waitFor(() => expect(values).toHaveTextContent("4711"));
    await user.click(within(values).getByRole("button", { name: "Copy ApplicationID" }));
    expect(await navigator.clipboard.readText()).toBe("11112222-3333-4444-5555-666677778888");
    await user.click(button("Next"));
    expect(await screen.findByText("Send them to 4711.")).toBeVisible();
  });

  it("branches: an answer leads to a step and goes along, or explains an error", async () => {
    const { user } = await walkthrough();
    await user.click(await screen.findByRole("button", { name: "2. Add the platform" }));
    const questions = screen.getByRole("region", { name: "If you don't see that" });
    const branch = within(questions).getByRole("group", { name: "Does it stand under Web?" });
    await user.click(within(branch).getByRole("button", { name: "No" }));
    const answer = within(branch).getByRole("status");
    await waitFor(() => expect(answer).toHaveTextContent("Choose Configure at the end."));
    expect(answer).toHaveTextContent("What you can do");
    expect(within(branch).getByRole("button", { name: "No" })).toHaveAttribute("aria-pressed", "true");
    await user.click(within(branch).getByRole("button", { name: "Yes" }));
    await isAt("1. Open the admin center");
    expect(screen.getByRole("heading", { level: 3 })).toHaveAccessibleDescription(
      "You answered Yes. Begin again.",
    );
    await user.click(button("Next"));
    await isAt("2. Add the platform");
    expect(screen.queryByText("Begin again.")).toBeNull();
  });

  it("keeps what was ticked, for each profile, and goes on there", async () => {
    const { user, fake } = await walkthrough();
    await isAt("1. Open the admin center");
    await user.click(screen.getByRole("checkbox", { name: "Done" }));
    expect(await screen.findByText("1 of 3 done")).toBeVisible();
    expect(currentStep()).toBe("1. Open the admin center (done)");
    expect(fake.called("guides.tick").at(-1)?.args).toEqual([
      "documentscorepack",
      "register",
      "",
      "open",
      true,
    ]);
    await user.click(button("Back to DocumentsCorePack Client"));
    await user.click(await screen.findByRole("button", { name: /Register the application/ }));
    await isAt("2. Add the platform");
    expect(screen.getByText("1 of 3 done")).toBeVisible();
    await user.selectOptions(screen.getByLabelText("For the profile"), "p1");
    expect(await screen.findByText("0 of 3 done")).toBeVisible();
  });

  it("takes a tick back that could not be kept, and says why", async () => {
    const fake = makeFake({ rows: [row()] });
    fake.fail["guides.tick"] = { kind: "storage", code: "storage" };
    const { user } = await walkthrough(fake);
    await isAt("1. Open the admin center");
    await user.click(screen.getByRole("checkbox", { name: "Done" }));
    expect(await screen.findByRole("alert")).toBeVisible();
    expect(screen.getByRole("checkbox", { name: "Done" })).not.toBeChecked();
  });

  it("takes a tick back only where it was made", async () => {
    const fake = makeFake({ rows: [row()] });
    await fake.backend.guides.tick("documentscorepack", "register", "p1", "open", true);
    let refuse = (_reason: Problem) => {};
    fake.backend.guides.tick = () =>
      new Promise((_, reject) => {
        refuse = reject;
      });
    const { user } = await walkthrough(fake);
    await isAt("1. Open the admin center");
    await user.click(screen.getByRole("checkbox", { name: "Done" }));
    await user.selectOptions(screen.getByLabelText("For the profile"), "p1");
    expect(await screen.findByText("1 of 3 done")).toBeVisible();
    await act(async () => refuse({ kind: "storage", code: "storage" }));
    expect(screen.getByText("1 of 3 done")).toBeVisible();
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("begins at its first step when what was ticked can't be read, and says why", async () => {
    const fake = makeFake({ rows: [row()] });
    fake.fail["guides.done"] = { kind: "storage", code: "storage" };
    const { user } = await walkthrough(fake);
    await isAt("1. Open the admin center");
    expect(screen.getByRole("alert")).toBeVisible();
    await user.click(screen.getByRole("checkbox", { name: "Done" }));
    expect(await screen.findByText("1 of 3 done")).toBeVisible();
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("is rehearsed in the practice tenant, and gone on with afterwards", async () => {
    const { user } = await walkthrough();
    await user.click(await screen.findByRole("button", { name: "2. Add the platform" }));
    await user.click(button("Rehearse in the practice tenant"));
    await findPage("Practice");
    await waitFor(() =>
      expect(screen.getByRole("tab", { name: "Registrations" })).toHaveAttribute("aria-selected", "true"),
    );
    expect(await screen.findByRole("grid", { name: "Registrations" })).toBeVisible();
    await user.click(button("Back"));
    expect(await screen.findByRole("heading", { name: "2. Add the platform" })).toBeVisible();
    await user.click(button("Next"));
    await user.click(button("Rehearse in the practice tenant"));
    await findPage("Practice");
    expect(screen.getByRole("tab", { name: "Rehearse" })).toHaveAttribute("aria-selected", "true");
  });
});

describe("Print", () => {
  afterEach(() => {
    vi.restoreAllMocks();
    Reflect.deleteProperty(URL, "createObjectURL");
    Reflect.deleteProperty(URL, "revokeObjectURL");
  });

  it("hands the text to the browser, with what was typed", async () => {
    const blobs: Blob[] = [];
    const names: string[] = [];
    // jsdom has neither, and follows no link.
    URL.createObjectURL = (blob) => `blob:${blobs.push(blob as Blob)}`;
    URL.revokeObjectURL = () => undefined;
    vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
      names.push(this.download);
    });
    const { user, fake } = await walkthrough();
    await screen.findByText(/^Step 1 of/);
    await user.type(screen.getByRole("textbox", { name: "Company" }), "Contoso");
    await user.click(button("Print or save as HTML"));
    expect(
      await screen.findByText(/^Saved as documentscorepack-register\.html\. Open it/, { selector: "span" }),
    ).toBeVisible();
    expect(fake.called("guides.print").at(-1)?.args).toEqual([
      "documentscorepack",
      "register",
      "",
      "html",
      { company: "Contoso" },
    ]);
    await user.click(button("Save as Markdown"));
    await waitFor(() =>
      expect(names).toEqual(["documentscorepack-register.html", "documentscorepack-register.md"]),
    );
    expect(await blobs[0]?.text()).toBe("# register");
    expect(blobs.map((each) => each.type)).toEqual([
      "text/html;charset=utf-8",
      "text/markdown;charset=utf-8",
    ]);
  });

  it("says where the window has saved it, and nothing to somebody who changed their mind", async () => {
    const fake = makeFake({ rows: [row()] });
    let saved = false;
    fake.backend.guides.print = async () => ({ name: "sheet.md", text: "", saved });
    const { user } = await walkthrough(fake);
    await user.click(await screen.findByRole("button", { name: "Save as Markdown" }));
    await waitFor(() => expect(button("Save as Markdown")).not.toHaveAttribute("aria-disabled", "true"));
    expect(screen.queryByText(/^Saved as/)).toBeNull();
    saved = true;
    await user.click(button("Save as Markdown"));
    expect(await screen.findByText("Saved as sheet.md.", { selector: "span" })).toBeVisible();
  });
});

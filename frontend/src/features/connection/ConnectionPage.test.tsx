import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { applicationId, blankDraft, type Fake, makeFake, operation, row } from "../../test/fake";
import { findPage, show } from "../../test/show";

async function open(fake: Fake = makeFake({ rows: [row()] })) {
  const shown = show(fake);
  await shown.user.click(await screen.findByRole("button", { name: "New profile" }));
  const dialog = await screen.findByRole("main");
  return { ...shown, dialog };
}

const name = () => screen.getByRole("textbox", { name: "Name" });
const twoFactor = () => screen.getByRole("checkbox", { name: "Use 2-Factor Authentication" });
const tab = () => screen.queryByRole("tab", { name: "2-Factor Authentication" });
const press = (label: string) => screen.getByRole("button", { name: label });

describe("the connection profile dialog", () => {
  it("begins at the name", async () => {
    await open();
    await waitFor(() => expect(name()).toHaveFocus());
  });

  it("brings up the second tab without moving the focus, and keeps what was typed in it", async () => {
    const { user } = await open();
    expect(tab()).toBeNull();
    await user.click(twoFactor());
    expect(tab()).toBeVisible();
    expect(tab()).toHaveAttribute("aria-selected", "false");
    await waitFor(() => expect(twoFactor()).toHaveFocus());

    await user.click(screen.getByRole("tab", { name: "2-Factor Authentication" }));
    await user.type(screen.getByRole("textbox", { name: "ApplicationID" }), "abc");
    await user.click(screen.getByRole("tab", { name: "CRM Connection" }));
    await user.click(twoFactor());
    expect(tab()).toBeNull();
    await user.click(twoFactor());
    await user.click(screen.getByRole("tab", { name: "2-Factor Authentication" }));
    expect(screen.getByRole("textbox", { name: "ApplicationID" })).toHaveValue("abc");
  });

  it("shows the checkbox with CRM Online only, and says what on-premises can't do yet", async () => {
    const { user } = await open();
    await user.click(screen.getByRole("switch", { name: "CRM Online" }));
    expect(screen.queryByRole("checkbox", { name: "Use 2-Factor Authentication" })).toBeNull();
    expect(screen.getByText(/can't sign in to on-premises organizations yet/)).toBeVisible();
    expect(press("Retrieve all Organizations")).toHaveAttribute("aria-disabled", "true");
    expect(press("Retrieve all Organizations")).toHaveAccessibleDescription(/Only CRM Online/);
  });

  it("says each error once, in few words at its field, and leads there from a focused summary", async () => {
    const { user, fake } = await open();
    await user.click(twoFactor());
    await user.click(press("Save"));
    const summary = await screen.findByRole("region", { name: "2 fields need attention:" });
    await waitFor(() => expect(summary).toHaveFocus());
    expect(summary).toHaveTextContent(/^2 fields need attention:NameApplicationID$/);
    await user.click(within(summary).getByRole("button", { name: "ApplicationID" }));
    const field = screen.getByRole("textbox", { name: "ApplicationID" });
    await waitFor(() => expect(field).toHaveFocus());
    expect(field).toBeInvalid();
    expect(field).toHaveAccessibleDescription(/^Enter the ApplicationID Paste the ApplicationID/);
    expect(screen.queryByText(/Looks like 1a2b3c4d/)).toBeNull();
    expect(fake.called("profiles.save")).toEqual([]);
  });

  it("takes back what it said about a field as soon as that is changed", async () => {
    const { user } = await open();
    await user.click(twoFactor());
    await user.click(press("Save"));
    await screen.findByRole("region", { name: "2 fields need attention:" });
    await user.type(name(), "C");
    expect(screen.getByRole("region", { name: "1 field needs attention:" })).toBeVisible();
    expect(name()).not.toBeInvalid();
  });

  it("says on leaving a field what is wrong in it, and nothing of what is still missing", async () => {
    const { user, fake } = await open();
    await user.click(twoFactor());
    await user.click(press("Enter ApplicationID and Redirect URI"));
    const field = screen.getByRole("textbox", { name: "ApplicationID" });
    await waitFor(() => expect(field).toHaveFocus());
    await user.tab();
    await waitFor(() => expect(fake.called("profiles.check")).toHaveLength(1));
    expect(field).not.toHaveAttribute("aria-invalid", "true");
    await user.type(field, "abc");
    await user.tab();
    expect(await screen.findByText("This is not an ApplicationID")).toBeVisible();
    expect(field).toHaveAttribute("aria-invalid", "true");
    expect(name()).not.toHaveAttribute("aria-invalid", "true");
  });

  it("moves nothing while the mouse is down, or the click would miss", async () => {
    const { user, fake } = await open();
    await user.click(twoFactor());
    await user.click(press("Enter ApplicationID and Redirect URI"));
    const field = screen.getByRole("textbox", { name: "ApplicationID" });
    await user.type(field, "abc");
    const other = screen.getByRole("textbox", { name: "Redirect URI" });
    await user.pointer({ keys: "[MouseLeft>]", target: other });
    expect(fake.called("profiles.check")).toEqual([]);
    await user.pointer({ keys: "[/MouseLeft]", target: other });
    expect(await screen.findByText("This is not an ApplicationID")).toBeVisible();
  });

  it("goes by Enter and Ctrl+S: the button that stands out is pressed, and the profile saved", async () => {
    const done = operation({ state: "done", prompt: "saved-session", organizations: 5 });
    const { user, fake } = await open(makeFake({ operation: done }));
    await user.click(twoFactor());
    await user.type(name(), "Contoso{Enter}");
    const id = screen.getByRole("textbox", { name: "ApplicationID" });
    await waitFor(() => expect(id).toHaveFocus());
    expect(fake.called("connection.retrieve")).toEqual([]);
    await user.keyboard(applicationId);
    await user.keyboard("{Enter}");
    await waitFor(() => expect(fake.called("connection.retrieve")).toHaveLength(1));
    await user.click(await screen.findByRole("row", { name: /Contoso Sales/ }));
    await screen.findByText("Next: test the connection");
    await user.click(name());
    await user.keyboard("{Enter}");
    await waitFor(() => expect(fake.called("connection.test")).toHaveLength(1));
    await user.keyboard("{Control>}s{/Control}");
    await waitFor(() => expect(fake.called("profiles.save")).toHaveLength(1));
  });

  it("takes the last of two clicks in the list", async () => {
    const done = operation({ state: "done", prompt: "saved-session", organizations: 5 });
    const fake = makeFake({ operation: done });
    const { choose } = fake.backend.connection;
    const held: (() => void)[] = [];
    fake.backend.connection.choose = async (...args) => {
      await new Promise<void>((resolve) => held.push(resolve));
      return choose(...args);
    };
    const { user } = await open(fake);
    await user.click(press("Retrieve all Organizations"));
    await user.click(await screen.findByRole("row", { name: /Contoso Sales/ }));
    await user.click(screen.getByRole("row", { name: /Adatum Finance/ }));
    for (const answer of held.reverse()) answer();
    const chosen = screen.getByRole("row", { name: /Adatum Finance/ });
    await waitFor(() => expect(chosen).toHaveAttribute("aria-selected", "true"));
    expect(screen.getByRole("row", { name: /Contoso Sales/ })).toHaveAttribute("aria-selected", "false");
  });

  it("focuses a field when its label is clicked", async () => {
    const { user } = await open();
    await user.click(twoFactor());
    await user.click(screen.getByText("E-mail, organization address or tenant"));
    await waitFor(() =>
      expect(screen.getByRole("textbox", { name: "E-mail, organization address or tenant" })).toHaveFocus(),
    );
    await user.click(press("Enter ApplicationID and Redirect URI"));
    for (const label of ["ApplicationID", "Redirect URI"]) {
      await user.click(screen.getByText(label));
      await waitFor(() => expect(screen.getByRole("textbox", { name: label })).toHaveFocus());
    }
  });

  it("retrieves from the tab with the IDs, and comes back for the list", async () => {
    const done = operation({ state: "done", prompt: "saved-session", organizations: 5 });
    const { user, fake } = await open(makeFake({ operation: done }));
    await user.click(twoFactor());
    await user.click(press("Enter ApplicationID and Redirect URI"));
    await user.type(screen.getByRole("textbox", { name: "ApplicationID" }), applicationId);
    const panel = within(screen.getByRole("tabpanel", { name: "2-Factor Authentication" }));
    await user.click(panel.getByRole("button", { name: "Retrieve all Organizations" }));
    expect(await screen.findByRole("row", { name: /Contoso Sales/ })).toBeVisible();
    expect(fake.called("connection.retrieve")).toHaveLength(1);
  });

  it("opens the pages that have the IDs, and says when it can't", async () => {
    const { user, fake } = await open();
    await user.click(twoFactor());
    await user.click(press("Enter ApplicationID and Redirect URI"));
    await user.click(screen.getByText("Where do I find these values?"));
    await user.click(press("Open the Entra admin center"));
    expect(fake.called("app.open")[0]?.args).toEqual(["entra:public"]);
    fake.fail["app.open"] = { kind: "internal", code: "browser-not-opened" };
    await user.click(press("How an application is registered"));
    expect(await screen.findByRole("alert")).toBeVisible();
  });

  it("cancels what is being begun when Esc is pressed before anything shows", async () => {
    const fake = makeFake();
    let begin = () => {};
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const retrieve = fake.backend.connection.retrieve;
    fake.backend.connection.retrieve = async (...args) => {
      await begun;
      return retrieve(...args);
    };
    const { user } = await open(fake);
    await user.type(name(), "Contoso");
    await user.click(press("Retrieve all Organizations"));
    await user.keyboard("{Escape}");
    begin();
    await waitFor(() => expect(fake.called("connection.cancel")).toHaveLength(1));
    expect(screen.queryByRole("alertdialog")).toBeNull();
    expect(screen.queryByRole("heading", { name: /Finish the sign-in/ })).toBeNull();
    expect(name()).toHaveValue("Contoso");
  });

  it("keeps a label, a colour and notes, which no test depends on", async () => {
    const { user, fake } = await open();
    await user.type(name(), "Contoso");
    await user.click(screen.getByText("Label, color and notes"));
    await user.type(screen.getByRole("textbox", { name: "Label" }), "PROD");
    await user.click(screen.getByRole("radio", { name: "Green" }));
    await user.type(screen.getByRole("textbox", { name: "Notes" }), "Ask Anna");
    await user.click(press("Save"));
    await screen.findByRole("heading", { name: "Now put this in your add-on" });
    expect(fake.called("profiles.save")[0]?.args[0]).toMatchObject({
      profile: { label: "PROD", color: "#498205", notes: "Ask Anna" },
    });
  });

  it("does not check before Save", async () => {
    const { user } = await open();
    await user.click(name());
    await user.tab();
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("shows what the browser will do while the redirect URI is typed", async () => {
    const { user } = await open();
    await user.click(twoFactor());
    await user.click(press("Enter ApplicationID and Redirect URI"));
    await waitFor(() => expect(screen.getByRole("textbox", { name: "ApplicationID" })).toHaveFocus());
    const field = screen.getByRole("textbox", { name: "Redirect URI" });
    expect(await screen.findByText(/After you sign in, the browser returns/)).toBeVisible();
    await user.clear(field);
    await user.type(field, "http://www.mscrm-addons.com");
    expect(await screen.findByText(/belongs to someone else \(www\.mscrm-addons\.com\)/)).toBeVisible();
    await user.clear(field);
    await user.type(field, "app://client");
    expect(
      await screen.findByText(/A browser can.t show this address, so you sign in with a device code/),
    ).toBeVisible();
  });

  it("leads from an address that no browser shows to http://localhost beside it", async () => {
    const { user } = await open();
    await user.click(twoFactor());
    await user.click(press("Enter ApplicationID and Redirect URI"));
    const field = screen.getByRole("textbox", { name: "Redirect URI" });
    await user.clear(field);
    await user.type(field, "app://client");
    const beside = await screen.findByRole("region", { name: "Have http://localhost registered beside it" });
    await user.click(
      within(beside).getByRole("button", { name: "Scripts, and a check of the registration" }),
    );
    const over = await findPage("Registration");
    await user.click(within(over).getByRole("button", { name: "Back" }));
    await user.click(within(beside).getByRole("button", { name: "Use http://localhost" }));
    expect(field).toHaveValue("http://localhost");
    expect(await screen.findByText(/After you sign in, the browser returns/)).toBeVisible();
    expect(screen.queryByRole("region", { name: /registered beside it/ })).toBeNull();
  });

  it("leads from a form that Go refuses to its field", async () => {
    const { user } = await open();
    await user.click(twoFactor());
    await user.click(press("Retrieve all Organizations"));
    const summary = await screen.findByRole("region", { name: /need.* attention/ });
    await user.click(within(summary).getByRole("button", { name: "ApplicationID" }));
    await waitFor(() => expect(screen.getByRole("textbox", { name: "ApplicationID" })).toHaveFocus());
  });

  it("asks before losing edits, also on Esc, and not without edits", async () => {
    const { user } = await open();
    await user.type(name(), "Contoso");
    await user.keyboard("{Escape}");
    await user.click(await screen.findByRole("button", { name: "Keep editing" }));
    expect(name()).toHaveValue("Contoso");
    await user.click(press("Cancel"));
    await user.click(await screen.findByRole("button", { name: "Leave without saving" }));
    const again = await screen.findByRole("button", { name: "New profile" });
    await waitFor(() => expect(again).toHaveFocus());
    await user.click(again);
    await waitFor(() => expect(name()).toHaveFocus());
    await user.keyboard("{Escape}");
    expect(await screen.findByRole("button", { name: "New profile" })).toBeVisible();
  });

  it("asks before the window closes on edits, and closes it on request", async () => {
    const { user, fake } = await open();
    const told = () => fake.called("app.setUnsaved").map((call) => call.args[0]);
    expect(told()).toEqual([]);
    await user.type(name(), "Contoso");
    await waitFor(() => expect(told()).toEqual([true]));
    fake.emit("leave");
    await user.click(await screen.findByRole("button", { name: "Keep editing" }));
    expect(told()).toEqual([true, true]);
    expect(fake.called("app.leave")).toEqual([]);
    fake.emit("leave");
    await user.click(await screen.findByRole("button", { name: "Leave without saving" }));
    await waitFor(() => expect(fake.called("app.leave")).toHaveLength(1));
  });

  it("goes the whole way: retrieve, choose, test, save, values", async () => {
    const done = operation({
      state: "done",
      prompt: "saved-session",
      account: "anna@contoso.example",
      organizations: 5,
    });
    const { user, fake } = await open(makeFake({ operation: done }));
    await user.type(name(), "Contoso");
    expect(press("Test connection")).toHaveAttribute("aria-disabled", "true");
    expect(press("Test connection")).toHaveAccessibleDescription("Choose an organization first");

    await user.click(press("Retrieve all Organizations"));
    await user.click(await screen.findByRole("row", { name: /Contoso Sales/ }));
    expect(await screen.findByText("Next: test the connection")).toBeVisible();
    await waitFor(() => expect(press("Test connection")).not.toHaveAttribute("aria-disabled", "true"));

    fake.operation = operation({
      id: "op2",
      state: "done",
      whoAmI: {
        userId: "u",
        businessUnitId: "b",
        organizationId: "o",
        userName: "Anna Berg",
        milliseconds: 412,
      },
      storage: "memory",
      storageProblem: { kind: "storage", code: "disk-full" },
    });
    await user.click(press("Test connection"));
    expect(await screen.findByText(/Connected to Contoso Sales as Anna Berg \(0.4 s\)/)).toBeVisible();
    expect(screen.getByText(/The disk is full/)).toBeVisible();

    await user.click(press("Save"));
    await waitFor(() =>
      expect(screen.getByRole("heading", { name: "Now put this in your add-on" })).toHaveFocus(),
    );
    expect(await screen.findByText(applicationId)).toBeVisible();
    expect(screen.getByText(/These values work/)).toBeVisible();
    expect(screen.getByText('latchkey token "Contoso"')).toBeVisible();
  });

  it("does not claim a proof that there was none", async () => {
    const { user } = await open();
    await user.type(name(), "Contoso");
    await user.click(press("Save"));
    expect(await screen.findByText(/These values have not been tested yet/)).toBeVisible();
    expect(screen.queryByText(/These values work/)).toBeNull();
  });

  it("says what kind of no prompt it was, and asks again on request", async () => {
    const done = operation({ state: "done", prompt: "saved-session", organizations: 5 });
    const { user, fake } = await open(makeFake({ operation: done }));
    await user.click(press("Retrieve all Organizations"));
    expect(await screen.findByText(/Signed in from the saved session, without a prompt/)).toBeVisible();
    fake.operation = operation({ id: "op2", state: "done", prompt: "browser-session", organizations: 5 });
    await user.click(press("Sign in again"));
    expect(await screen.findByText(/The browser still knew you/)).toBeVisible();
    expect(fake.called("connection.retrieve").map((call) => call.args[1])).toEqual([false, true]);
  });

  it("explains an empty list and takes a typed address", async () => {
    const done = operation({ state: "done", organizations: 0 });
    const { user } = await open(makeFake({ operation: done, organizations: [] }));
    await user.click(press("Retrieve all Organizations"));
    expect(await screen.findByText("No organizations for this account")).toBeVisible();
    await user.click(press("Enter the organization's address instead"));
    const address = screen.getByRole("textbox", { name: "Organization's address" });
    await waitFor(() => expect(address).toHaveFocus());
    await user.type(address, "https://evil.example{Enter}");
    await waitFor(() => expect(address).toBeInvalid());
    await user.clear(address);
    await user.type(address, "https://contoso.crm4.dynamics.com{Enter}");
    expect(await screen.findByText("https://contoso.crm4.dynamics.com")).toBeVisible();
    expect(press("Test connection")).not.toHaveAttribute("aria-disabled", "true");
  });

  it("shows a newer Latchkey's profile read only", async () => {
    const draft = { ...blankDraft({ id: "p1", name: "Contoso Sales" }), readOnly: true };
    const { user } = show(makeFake({ rows: [row()], draft }));
    await user.click(await screen.findByRole("button", { name: "Open Contoso Sales" }));
    expect(await screen.findByRole("textbox", { name: "Name" })).toHaveAttribute("readonly");
    expect(press("Save")).toHaveAttribute("aria-disabled", "true");
    expect(press("Save")).toHaveAccessibleDescription(/newer Latchkey/);
  });

  it("has the practice values at hand", async () => {
    const { user } = show(makeFake());
    await user.click(await screen.findByRole("button", { name: "Try with practice" }));
    await screen.findByRole("main");
    await user.click(press("Show ApplicationID and Redirect URI"));
    const id = screen.getByRole("textbox", { name: "ApplicationID" });
    await user.clear(id);
    await user.click(press("Fill in the practice values"));
    expect(id).toHaveValue(applicationId);
    expect(screen.getByRole("textbox", { name: "Redirect URI" })).toHaveValue("http://localhost");
  });

  it("gives the focus to the list when what opened it is gone", async () => {
    const fake = makeFake();
    const { user } = show(fake);
    await user.click(await screen.findByRole("button", { name: "New profile" }));
    await screen.findByRole("textbox", { name: "Name" });
    await user.type(name(), "Contoso");
    await user.click(press("Save"));
    await screen.findByRole("heading", { name: "Now put this in your add-on" });
    fake.rows = [row()];
    fake.emit("profiles");
    await user.click(press("Done"));
    await waitFor(() => expect(screen.getByRole("heading", { name: "Profiles" })).toHaveFocus());
  });

  it("marks practice", async () => {
    const { user } = show(makeFake());
    await user.click(await screen.findByRole("button", { name: "Try with practice" }));
    const dialog = await screen.findByRole("main");
    expect(within(dialog).getByText("PRACTICE")).toBeVisible();
    await user.click(within(dialog).getByRole("button", { name: "Practice users" }));
    expect(await within(dialog).findByText("Quiet-Harbor-41")).toBeVisible();
  });
});

import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { type Fake, makeFake, row } from "../../test/fake";
import { button, findDialog, findPage, show } from "../../test/show";

async function helpdesk(fake: Fake = makeFake({ rows: [row()] })) {
  const shown = show(fake);
  await shown.user.click(await screen.findByRole("link", { name: "Helpdesk" }));
  const sheet = await findPage("Helpdesk");
  return { ...shown, sheet };
}

async function recipe(name: RegExp, fake?: Fake) {
  const shown = await helpdesk(fake);
  await shown.user.click(await within(shown.sheet).findByRole("button", { name }));
  await waitFor(() => expect(screen.getByRole("heading", { level: 2, name })).toHaveFocus());
  return shown;
}

function part(name: string): HTMLElement {
  return screen.getByRole("region", { name });
}

describe("The list of systems", () => {
  it("is grouped by what people sign in to", async () => {
    const { sheet } = await helpdesk();
    await within(sheet).findByRole("button", { name: /DocumentsCorePack/ });
    const dataverse = part("Dynamics 365 and Dataverse");
    expect(within(dataverse).getAllByRole("button")).toHaveLength(2);
    expect(dataverse).toHaveTextContent("mscrm-addons.com");
    expect(part("Salesforce")).toHaveTextContent("Resco for Salesforce");
    expect(part("A second factor for everybody")).toHaveTextContent("Roll out a second factor");
  });

  it("gets the focus back where it was left", async () => {
    const { user } = await recipe(/Resco/);
    await user.click(button("All systems"));
    await waitFor(() => expect(button(/Resco/)).toHaveFocus());
  });

  it("stands beside errors explained", async () => {
    const { user } = await helpdesk();
    await user.click(screen.getByRole("tab", { name: "Explain" }));
    await user.type(screen.getByRole("textbox", { name: "Error text" }), "AADSTS50011");
    await user.click(button("Explain"));
    expect(await screen.findByText("What you can do")).toBeVisible();
  });
});

describe("A recipe", () => {
  it("says when it was compared, and openly what nobody could try", async () => {
    await recipe(/DocumentsCorePack/);
    const checked = screen.getByText("Compared with its sources on Nov 22, 2026.");
    expect(checked).toBeVisible();
    expect(screen.getByText("Nothing here was tried against a real tenant.")).toBeVisible();
  });

  it("shows the registration in the words of today's portal", async () => {
    await recipe(/DocumentsCorePack/);
    const registration = part("Registration in Microsoft Entra ID");
    for (const words of [
      "Accounts in this organizational directory only (single tenant)",
      "Mobile and desktop applications",
      "http://www.mscrm-addons.com",
      "can't be added to new registrations",
      "Dynamics CRM (also found as Dataverse): user_impersonation, Delegated permissions",
      '"Add-on", valid for 24 months',
      "with the security role Service Reader",
      "A Cloud Application Administrator.",
    ]) {
      expect(registration).toHaveTextContent(words);
    }
    expect(within(registration).getByText("Allow public client flows").parentElement).toHaveTextContent(
      "Yes",
    );
    expect(
      within(registration).getByText("ID tokens (implicit and hybrid flows)").parentElement,
    ).toHaveTextContent("No");
  });

  it("fills in the fields of the target's screen with a profile's values", async () => {
    const { user, fake } = await recipe(/DocumentsCorePack/);
    const card = part("Fields of The tab 2-Factor Authentication");
    expect(card).toHaveTextContent("Not known yet: the ApplicationID");
    expect(within(card).queryByRole("button", { name: "Copy ApplicationID" })).toBeNull();
    await user.selectOptions(screen.getByLabelText("For the profile"), "p1");
    await user.click(await within(card).findByRole("button", { name: "Copy ApplicationID" }));
    expect(await navigator.clipboard.readText()).toBe("11112222-3333-4444-5555-666677778888");
    expect(card).toHaveTextContent("Only you know this");
    expect(within(card).queryByRole("button", { name: "Copy Password" })).toBeNull();
    expect(fake.called("guides.recipe").at(-1)?.args).toEqual(["documentscorepack", "p1", {}]);
  });

  it("explains the error of a trap, with its number or in words", async () => {
    const { user } = await recipe(/DocumentsCorePack/);
    const traps = part("Common mistakes");
    expect(within(traps).getAllByRole("button")).toHaveLength(2);
    expect(traps).not.toHaveTextContent("discovery-empty");
    await user.click(within(traps).getByRole("button", { name: "What is AADSTS7000218?" }));
    const explained = await findDialog("AADSTS7000218");
    expect(await within(explained).findByText("What you can do")).toBeInTheDocument();
  });

  it("tells what is gone", async () => {
    await recipe(/DocumentsCorePack/);
    const [, gone, kept] = within(part("Old instructions and today")).getAllByRole("row");
    expect(gone).toHaveTextContent(/manage\.windowsazure\.com retired/);
    expect(kept).not.toHaveTextContent("retired");
  });

  it("makes a checklist of real dates and an e-mail with the company's name", async () => {
    const { user, sheet } = await recipe(/Roll out/);
    await user.click(screen.getByText("The list"));
    const items = () =>
      within(sheet)
        .getAllByRole("listitem")
        .map((each) => each.textContent);
    expect(items()).toEqual(
      expect.arrayContaining([
        "14 days beforeSend the e-mail.",
        "On the daySwitch it on.",
        "1 day afterLook for stragglers.",
      ]),
    );
    await user.type(screen.getByRole("textbox", { name: "Company" }), "Contoso");
    await user.type(screen.getByRole("textbox", { name: "Day of the switch" }), "2026-12-01");
    await waitFor(() => expect(items()).toContain("Tue, Nov 17, 2026Send the e-mail."));
    await screen.findByText("Subject: A second factor at Contoso");
    await user.click(button("Copy Two weeks before"));
    expect(await navigator.clipboard.readText()).toBe(
      "Subject: A second factor at Contoso\n\nWe switch on a second factor.\n\nQuestions? Call the helpdesk.",
    );
    await user.click(button("Copy The list"));
    expect(await navigator.clipboard.readText()).toContain(
      "[ ] Tue, Nov 17, 2026: Send the e-mail.\n[ ] Tue, Dec 1, 2026: Switch it on.",
    );
  });

  it("marks what of a checklist is past", async () => {
    const { user, sheet } = await recipe(/Roll out/);
    await user.click(screen.getByText("The list"));
    await user.type(screen.getByRole("textbox", { name: "Day of the switch" }), "2026-11-10");
    await within(sheet).findByText("Tue, Oct 27, 2026");
    const past = (text: string) => within(sheet).getByText(text).closest("li")?.textContent?.includes("past");
    expect([past("Send the e-mail."), past("Switch it on."), past("Look for stragglers.")]).toEqual([
      true,
      false,
      false,
    ]);
    await user.click(button("Copy The list"));
    expect(await navigator.clipboard.readText()).toContain(
      "[ ] Tue, Oct 27, 2026 (past): Send the e-mail.\n[ ] Tue, Nov 10, 2026: Switch it on.",
    );
  });

  it("fills in no day that is none, and says so at the field", async () => {
    const { user, fake } = await recipe(/Roll out/);
    const day = screen.getByRole("textbox", { name: "Day of the switch" });
    await user.type(day, "2026-02-30");
    expect(screen.queryByText(/^Enter the day as YYYY-MM-DD/)).toBeNull();
    fireEvent.blur(day);
    expect(await screen.findByText("Enter the day as YYYY-MM-DD, for example 2026-12-01.")).toBeVisible();
    expect(day).toHaveValue("2026-02-30");
    expect(fake.called("guides.recipe").some(({ args }) => Object.hasOwn(args[2] as object, "start"))).toBe(
      false,
    );
    await user.clear(day);
    await user.type(day, "2026-12-01");
    await waitFor(() =>
      expect(fake.called("guides.recipe").at(-1)?.args[2]).toEqual({ start: "2026-12-01" }),
    );
    expect(screen.queryByText(/^Enter the day as YYYY-MM-DD/)).toBeNull();
  });

  it("leads to a new profile for its system", async () => {
    const { user, fake } = await recipe(/DocumentsCorePack/);
    await user.click(button("New profile for this system"));
    await user.type(await screen.findByRole("textbox", { name: "Name" }), "Sales");
    await user.click(button("Save"));
    await waitFor(() => expect(fake.called("profiles.save")).toHaveLength(1));
    expect(fake.called("profiles.save")[0]?.args[0]).toMatchObject({
      profile: { recipe: "documentscorepack", redirectUri: "http://localhost:8400" },
    });
  });

  it("leads to the practice tenant", async () => {
    const { user, fake } = await recipe(/DocumentsCorePack/);
    await user.click(button("Try it with the practice tenant"));
    expect(await screen.findByRole("textbox", { name: "Name" })).toHaveValue("Practice");
    expect(fake.called("profiles.blank").at(-1)?.args).toEqual([true, "documentscorepack"]);
  });

  it("offers no profile where Latchkey has none", async () => {
    await recipe(/Resco/);
    expect(screen.queryByRole("button", { name: "New profile for this system" })).toBeNull();
  });

  it("that can't be read leaves a way back", async () => {
    const fake = makeFake({ rows: [row()] });
    fake.fail["guides.recipe"] = { kind: "not-found", code: "recipe-not-found", args: { name: "x" } };
    const { user, sheet } = await helpdesk(fake);
    await user.click(await within(sheet).findByRole("button", { name: /Resco/ }));
    await screen.findByRole("alert");
    await user.click(button("All systems"));
    expect(await screen.findByRole("button", { name: /Resco/ })).toBeVisible();
  });
});

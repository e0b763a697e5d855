import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { applicationId, blankDraft, makeFake, operation, row, sessionView } from "../../test/fake";
import { button, findPage, findQuestion, show } from "../../test/show";

const draft = blankDraft({ id: "p1", name: "Contoso Sales", twoFactor: true, applicationId });

async function open(fake = makeFake({ rows: [row()], draft })) {
  const shown = show(fake);
  await shown.user.click(await screen.findByRole("button", { name: "More for Contoso Sales" }));
  await shown.user.click(await screen.findByRole("menuitem", { name: "Sign-in details..." }));
  const sheet = await findPage("Sign-in details of Contoso Sales");
  return { ...shown, sheet };
}

function fact(sheet: HTMLElement, label: string): string {
  return within(sheet).getByText(label, { selector: "dt" }).nextElementSibling?.textContent ?? "";
}

describe("the session", () => {
  it("says who, where, since when, until when, and why there was no prompt", async () => {
    const { sheet } = await open();
    await within(sheet).findByText("Signed in as");
    expect(fact(sheet, "Signed in as")).toContain("anna.berg@contoso.example");
    expect(fact(sheet, "Tenant")).toBe("contoso.example");
    expect(fact(sheet, "Since")).toContain("5 hours ago");
    expect(fact(sheet, "Access token")).toContain("in 42 minutes");
    expect(fact(sheet, "Second factor")).toBe("Yes");
    expect(fact(sheet, "Prompt")).toBe("No prompt: the saved session was still valid.");
    expect(fact(sheet, "Stored")).toContain("keychain");
  });

  it("claims no second factor that no token reports, and marks a guest", async () => {
    const fake = makeFake({ rows: [row()], draft });
    fake.session = sessionView({ mfa: "not-reported", guest: true, tenant: "fabrikam.com", prompt: "" });
    const { sheet } = await open(fake);
    await within(sheet).findByText("Signed in as");
    expect(fact(sheet, "Second factor")).toBe("Not reported");
    expect(fact(sheet, "Tenant")).toBe("fabrikam.comGuest");
    expect(fact(sheet, "Prompt")).toBe("Unknown.");
  });

  it("says probably where no token tells", async () => {
    const fake = makeFake({ rows: [row()], draft });
    fake.session = sessionView({ prompt: "prompted", promptGuessed: true });
    const { sheet } = await open(fake);
    await within(sheet).findByText("Signed in as");
    expect(fact(sheet, "Prompt")).toContain("You probably answered a prompt");
  });

  it("says when nobody is signed in", async () => {
    const fake = makeFake({ rows: [row()], draft });
    fake.session = sessionView({ account: "", accounts: [] });
    const { sheet } = await open(fake);
    expect(await within(sheet).findByText(/Nobody is signed in/)).toBeVisible();
    expect(within(sheet).queryByRole("button", { name: "Forget this session" })).toBeNull();
  });

  it("uses another cached account, and saves that", async () => {
    const { user, fake, sheet } = await open();
    await user.click(await within(sheet).findByRole("button", { name: "Use bo.ek@contoso.example" }));
    await waitFor(() => expect(fact(sheet, "Signed in as")).toContain("bo.ek@contoso.example"));
    expect(fake.called("profiles.save")[0]?.args[0]).toMatchObject({ profile: { homeAccountId: "b1.t1" } });
  });

  it("finds one account among a thousand without showing them all", async () => {
    const fake = makeFake({ rows: [row()], draft });
    fake.session = sessionView({
      accounts: Array.from({ length: 1000 }, (_, i) => ({
        homeAccountId: `a${i}`,
        username: `user${i}@contoso.example`,
        tenant: "contoso.example",
        current: i === 700,
      })),
    });
    const { user, sheet } = await open(fake);
    const accounts = await within(sheet).findByRole("region", { name: /Accounts cached/ });
    const items = within(accounts).getAllByRole("listitem");
    expect(items.length).toBeLessThan(60);
    expect(items[0]).toHaveTextContent("user700@contoso.examplecontoso.exampleIn use");
    expect(within(accounts).getByText(/and 960 more/)).toBeVisible();
    await user.type(within(accounts).getByLabelText("Filter accounts"), "user999");
    await waitFor(() => expect(within(accounts).getAllByRole("listitem")).toHaveLength(1));
    await user.keyboard("{Escape}");
    await waitFor(() => expect(within(accounts).getAllByRole("listitem").length).toBeGreaterThan(1));
    expect(sheet).toBeVisible();
  });

  it("forgets the session after asking, and shows that it is gone", async () => {
    const { user, fake, sheet } = await open();
    await user.click(await within(sheet).findByRole("button", { name: "Forget this session" }));
    const ask = await findQuestion("Sign out of Contoso Sales?");
    fake.session = sessionView({ account: "", accounts: [] });
    await user.click(within(ask).getByRole("button", { name: "Sign out" }));
    expect(await within(sheet).findByText(/Nobody is signed in/)).toBeVisible();
    expect(fake.called("profiles.signOut")[0]?.args).toEqual(["p1"]);
    await waitFor(() =>
      expect(within(sheet).getByRole("button", { name: "Forget this session" })).toHaveFocus(),
    );
  });

  it("names the other profiles that have to sign in again", async () => {
    const fake = makeFake({ rows: [row()], draft });
    fake.backend.profiles.signOut = async () => ({
      account: "anna@contoso.example",
      profiles: ["Contoso Sales", "Second"],
    });
    const { user, sheet } = await open(fake);
    await user.click(await within(sheet).findByRole("button", { name: "Forget this session" }));
    await user.click(await screen.findByRole("button", { name: "Sign out" }));
    expect(await screen.findByText(/shared the sign-in and have to sign in again: Second/)).toBeVisible();
  });

  it("prompts again from Home", async () => {
    const { user, fake, sheet } = await open();
    await user.click(await within(sheet).findByRole("button", { name: "Sign in again" }));
    expect(await screen.findByRole("heading", { name: /Finish the sign-in/ })).toBeVisible();
    expect(fake.called("connection.retrieve")[0]?.args[1]).toBe(true);
  });

  it("opens from the dialog after a sign-in, and puts another account into the draft", async () => {
    const fake = makeFake({
      draft,
      operation: operation({ state: "done", organizations: 5, prompt: "prompted" }),
    });
    const { user } = show(fake);
    await user.click(await screen.findByRole("button", { name: "New profile" }));
    await user.click(await screen.findByRole("button", { name: "Retrieve all Organizations" }));
    await user.click(await screen.findByRole("button", { name: "Sign-in details" }));
    const sheet = await findPage("Sign-in details of Contoso Sales");
    await user.click(await within(sheet).findByRole("button", { name: /^Use bo\.ek/ }));
    await waitFor(() => expect(fact(sheet, "Signed in as")).toContain("bo.ek"));
    expect(fake.called("profiles.save")).toEqual([]);
    await user.click(within(sheet).getByRole("button", { name: "Back" }));
    await waitFor(() =>
      expect(screen.queryByText("Sign-in details of Contoso Sales", { selector: "h1" })).toBeNull(),
    );
    await user.click(button("Save"));
    await waitFor(() => expect(fake.called("profiles.save")).toHaveLength(1));
    expect(fake.called("profiles.save")[0]?.args[0]).toMatchObject({ profile: { homeAccountId: "b1.t1" } });
  });
});

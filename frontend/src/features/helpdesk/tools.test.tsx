import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import { makeFake, row } from "../../test/fake";
import { button, findPage, show } from "../../test/show";

async function helpdesk(tab: string, fake = makeFake({ rows: [row()] })) {
  const shown = show(fake);
  await shown.user.click(await screen.findByRole("link", { name: "Helpdesk" }));
  const sheet = await findPage("Helpdesk");
  await shown.user.click(await within(sheet).findByRole("tab", { name: tab }));
  return { ...shown, sheet };
}

describe("Explain", () => {
  it("finds explanations by words, and tells them to an administrator too", async () => {
    const { user } = await helpdesk("Explain");
    await user.type(screen.getByRole("textbox", { name: "Search all explanations" }), "50011");
    const list = await screen.findByRole("list", { name: "Search all explanations" });
    const [first] = within(list).getAllByRole("listitem");
    expect(first).toHaveTextContent("AADSTS50011");
    const asUser = first?.textContent;
    await user.click(screen.getByRole("radio", { name: "For the administrator" }));
    await waitFor(() => expect(within(list).getAllByRole("listitem")[0]?.textContent).not.toBe(asUser));
    expect(within(list).getAllByRole("listitem")[0]).toHaveTextContent("Authentication");
  });

  it("says when nothing is found", async () => {
    const { user } = await helpdesk("Explain");
    await user.type(screen.getByRole("textbox", { name: "Search all explanations" }), "xyzzy");
    expect(await screen.findByText(/No explanation has these words/)).toBeVisible();
  });
});

describe("Registration", () => {
  async function registration() {
    const shown = await helpdesk("Registration");
    const systems = await screen.findByRole("combobox", { name: "For the system" });
    await shown.user.selectOptions(systems, "DocumentsCorePack Client");
    return shown;
  }

  it("does nothing for a system that nobody has chosen", async () => {
    const { user, fake } = await helpdesk("Registration");
    const systems = await screen.findByRole("combobox", { name: "For the system" });
    await within(systems).findByRole("option", { name: "DocumentsCorePack Client" });
    expect(systems).toHaveDisplayValue("Choose a system");
    expect(screen.queryByRole("button", { name: "Show script" })).toBeNull();
    expect(fake.called("guides.consent")).toEqual([]);
    await user.selectOptions(systems, "DocumentsCorePack Client");
    expect(await screen.findByRole("button", { name: "Show script" })).toBeVisible();
    expect(fake.called("guides.consent")[0]?.args).toEqual(["documentscorepack", ""]);
    expect(within(systems).queryByRole("option", { name: "Choose a system" })).toBeNull();
  });

  it("asks for a profile where consent needs its ApplicationID", async () => {
    const fake = makeFake({ rows: [row()] });
    fake.fail["guides.consent"] = { kind: "input", code: "consent-no-application" };
    const { user } = await helpdesk("Registration", fake);
    const systems = await screen.findByRole("combobox", { name: "For the system" });
    await within(systems).findByRole("option", { name: "DocumentsCorePack Client" });
    await user.selectOptions(systems, "DocumentsCorePack Client");
    expect(await screen.findByText(/The links need an ApplicationID\. Choose a saved profile/)).toBeVisible();
    expect(screen.queryByText("What you can do")).toBeNull();
  });

  it("begins with the system that somebody comes from", async () => {
    const { user, fake } = show(makeFake({ rows: [row()] }));
    await user.click(await screen.findByRole("link", { name: "Helpdesk" }));
    await user.click(await screen.findByRole("button", { name: /^Magentrix/ }));
    await user.click(await screen.findByRole("tab", { name: "Registration" }));
    await waitFor(() => expect(fake.called("guides.consent")[0]?.args).toEqual(["magentrix", ""]));
  });

  it("shows a script, and what to know before using it", async () => {
    const { user, fake } = await registration();
    await user.click(await screen.findByRole("button", { name: "Show script" }));
    expect(await screen.findByText(/# azure-cli/)).toBeVisible();
    expect(screen.getByText("Read it before you run it.")).toBeVisible();
    await user.click(button("Save as a file"));
    await waitFor(() => expect(fake.called("guides.keepScript")).toHaveLength(1));
  });

  it("says what is wrong with a manifest, in which error it ends and how to mend it", async () => {
    const { user } = await registration();
    await user.click(await screen.findByRole("textbox", { name: "Manifest" }));
    await user.paste('{"appId":"x"}');
    await user.click(button("Check"));
    const list = await screen.findByRole("list", { name: "Check a registration" });
    expect(screen.getByText("1 setting is wrong.")).toBeVisible();
    expect(within(list).getByRole("button", { name: "What is AADSTS7000218?" })).toBeVisible();
    expect(list).toHaveTextContent("Mobile and desktop applications");
    expect(list).toHaveTextContent("az rest --method patch");
  });

  it("holds a registration against what the profile is for", async () => {
    const { user, fake } = await helpdesk("Registration");
    fake.draft = { ...fake.draft, profile: { ...fake.draft.profile, recipe: "magentrix" } };
    const panel = await screen.findByRole("tabpanel", { name: "Registration" });
    const profile = await within(panel).findByRole("combobox", { name: "For the profile" });
    await user.selectOptions(
      profile,
      await within(profile).findByRole("option", { name: fake.rows[0]?.name }),
    );
    await waitFor(() => expect(fake.called("guides.consent").at(-1)?.args[0]).toBe("magentrix"));
    await user.click(await screen.findByRole("textbox", { name: "Manifest" }));
    await user.paste('{"appId":"x"}');
    await user.click(button("Check"));
    await waitFor(() => expect(fake.called("guides.checkManifest").at(-1)?.args[0]).toBe("magentrix"));
    expect(await screen.findByText("http://localhost:9999 (counts as the same)")).toBeVisible();
  });

  it("reads the address at which an administrator ended", async () => {
    const { user } = await registration();
    const field = await screen.findByRole("textbox", { name: "The link, or the address afterwards" });
    await user.type(field, "http://localhost/?admin_consent=True");
    await user.click(button("Check it"));
    expect(await screen.findByText("Consent was granted.")).toBeVisible();
  });
});

describe("Support", () => {
  it("checks a profile, and asks its hosts only when told to", async () => {
    const { user, fake } = await helpdesk("Support");
    const id = fake.rows[0]?.id ?? "";
    const profile = await screen.findByRole("combobox", { name: "Profile" });
    await user.selectOptions(
      profile,
      await within(profile).findByRole("option", { name: fake.rows[0]?.name }),
    );
    await user.click(button("Check"));
    expect(await screen.findByText("No tenant is given")).toBeVisible();
    expect(fake.called("app.preflight").at(-1)?.args).toEqual([id, false]);
  });

  it("makes a setup file, and shows a bundle that somebody sent", async () => {
    const { user, fake, sheet } = await helpdesk("Support");
    const id = fake.rows[0]?.id ?? "";
    const profile = await screen.findByRole("combobox", { name: "Profile" });
    await user.selectOptions(
      profile,
      await within(profile).findByRole("option", { name: fake.rows[0]?.name }),
    );
    await user.type(screen.getByRole("textbox", { name: "Your name" }), "Contoso IT");
    await user.click(button("Make the setup file"));
    await waitFor(() => expect(fake.called("transfer.setup")[0]?.args).toEqual([id, "Contoso IT", "", ""]));
    const input = sheet.querySelector<HTMLInputElement>('input[type="file"][aria-label="Open a bundle..."]');
    await user.upload(input as HTMLInputElement, new File(["{}"], "a.json"));
    expect(await screen.findByRole("heading", { name: "Bundle (view only)" })).toBeVisible();
    expect(screen.getByText("It asks each time")).toBeVisible();
    expect(screen.getByText(/Ask the user what its page says/)).toBeVisible();
    expect(screen.queryByRole("button", { name: /Save|sign in/i })).toBeNull();
  });
});

describe("a setup file", () => {
  let file: File;
  beforeEach(() => {
    file = new File(["{}"], "contoso.latchkey-setup.json");
  });

  async function opened(content: File, fake = makeFake()) {
    const shown = show(fake);
    await screen.findByRole("button", { name: "Open setup file" });
    const input = document.querySelector<HTMLInputElement>(
      'input[type="file"][aria-label="Open setup file"]',
    );
    await shown.user.upload(input as HTMLInputElement, content);
    return { ...shown, sheet: await findPage("Setup file") };
  }

  it("shows where it leads, and is used only when the person says so", async () => {
    const { user, fake, sheet } = await opened(file);
    const hosts = await within(sheet).findByRole("list", { name: "Where it leads" });
    expect(within(hosts).getAllByRole("listitem")[0]).toHaveTextContent("login.microsoftonline.com");
    expect(within(hosts).getAllByRole("listitem")[1]).toHaveTextContent("check this");
    expect(sheet).toHaveTextContent("From (not verified):");
    expect(fake.called("transfer.adopt")).toHaveLength(0);
    await user.click(button("Save and sign in"));
    await waitFor(() => expect(fake.called("transfer.adopt")).toHaveLength(1));
    await waitFor(() => expect(fake.called("profiles.get").at(-1)?.args).toEqual(["adopted"]));
  });

  it("is saved a second time only when the person says so", async () => {
    const { user, fake } = await opened(new File(["twice"], "x.json"));
    await user.click(await screen.findByRole("button", { name: "Save only" }));
    expect(await screen.findByText("You already have this profile")).toBeVisible();
    await user.click(button("Save a second one"));
    await waitFor(() => expect(fake.called("transfer.adopt").at(-1)?.args).toEqual(["twice", true]));
  });

  it("has the mark of a private test system", async () => {
    const fake = makeFake();
    fake.draft = { ...fake.draft, profile: { ...fake.draft.profile, cloud: "custom" } };
    const { sheet } = await opened(file, fake);
    expect(await within(sheet).findByText("CUSTOM")).toBeVisible();
  });

  it("names a foreign host, and can't be used", async () => {
    const { sheet } = await opened(new File(["evil"], "x.json"));
    expect(await within(sheet).findByText("This file can't be used.")).toBeVisible();
    expect(within(sheet).queryByRole("button", { name: "Save and sign in" })).toBeNull();
  });
});

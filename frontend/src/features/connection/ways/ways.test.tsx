import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { applicationId, blankDraft, type Fake, makeFake, operation, organizations } from "../../../test/fake";
import { button, findQuestion, show } from "../../../test/show";

const draft = blankDraft({ twoFactor: true, applicationId });

async function open(fake: Fake = makeFake({ draft })) {
  const shown = show(fake);
  await shown.user.click(await screen.findByRole("button", { name: "New profile" }));
  await screen.findByRole("main");
  return shown;
}

async function openWays(fake?: Fake) {
  const shown = await open(fake);
  await shown.user.click(screen.getByText(/^Other ways to sign in/));
  await screen.findByLabelText("Cloud");
  return shown;
}

const summary = () => screen.getByText(/^Other ways to sign in/);

describe("other ways to sign in", () => {
  it("are behind one closed line, and say what of them is set", async () => {
    const set = {
      method: "device-code",
      extraTenants: ["a.example", "b.example"],
      domainHint: "x.example",
    } as const;
    await open(
      makeFake({ draft: blankDraft({ twoFactor: true, ...set, extraTenants: [...set.extraTenants] }) }),
    );
    expect(summary()).toHaveTextContent("Other ways to sign in: device code, domain hint, 2 other tenants");
    expect(screen.queryByLabelText("Cloud")).toBeNull();
  });

  it("choose the way back, and the second tab says what that means", async () => {
    const { user } = await openWays();
    await user.selectOptions(screen.getByLabelText("How the sign-in returns"), "device-code");
    await user.click(button("Show ApplicationID and Redirect URI"));
    expect(
      await screen.findByText(/"Device code" is selected: you type a code on another page/),
    ).toBeVisible();
    expect(screen.getByRole("textbox", { name: "Redirect URI" })).not.toBeRequired();
    await user.click(screen.getByRole("tab", { name: "CRM Connection" }));
    await user.selectOptions(screen.getByLabelText("How the sign-in returns"), "paste");
    await user.click(button("Show ApplicationID and Redirect URI"));
    expect(
      await screen.findByText(
        /you paste an address from the browser, because "I paste the address" is selected/,
      ),
    ).toBeVisible();
  });

  it("add and remove tenants, each once", async () => {
    const { user, fake } = await openWays();
    const field = screen.getByRole("textbox", { name: "Other tenants" });
    await user.type(field, " fabrikam.com {Enter}");
    expect(summary()).toHaveTextContent("1 other tenant");
    await user.type(field, "Fabrikam.com");
    await user.click(button("Add"));
    expect(await screen.findByText("This tenant is already in the list.")).toBeVisible();
    await user.click(button("Remove fabrikam.com"));
    expect(summary()).toHaveTextContent(/^Other ways to sign in$/);
    await waitFor(() => expect(field).toHaveFocus());
    expect(fake.called("profiles.save")).toEqual([]);
  });

  it("turn a profile into an application's and back, keeping what was typed", async () => {
    const { user } = await openWays();
    await user.click(screen.getByRole("radio", { name: /an application/ }));
    expect(await screen.findByText("Signs in as an application.")).toBeVisible();
    expect(screen.queryByRole("tab", { name: "2-Factor Authentication" })).toBeNull();
    await user.click(button("Sign in as a person instead"));
    expect(screen.getByRole("checkbox", { name: "Use 2-Factor Authentication" })).toBeChecked();
  });

  it("open by themselves for what is wrong in them", async () => {
    const fake = makeFake({ draft });
    fake.fail["connection.retrieve"] = {
      kind: "input",
      code: "form",
      fields: [{ kind: "input", code: "domain-hint-invalid", field: "domainHint" }],
    };
    const { user } = await open(fake);
    await user.click(button("Retrieve all Organizations"));
    const problem = await screen.findByRole("region", { name: "1 field needs attention:" });
    await user.click(within(problem).getByRole("button"));
    await waitFor(() => expect(screen.getByRole("textbox", { name: "Domain hint" })).toHaveFocus());
  });
});

describe("a custom cloud", () => {
  async function custom() {
    const shown = await openWays();
    await shown.user.selectOptions(screen.getByLabelText("Cloud"), "custom");
    await shown.user.type(screen.getByLabelText("Authority host"), "login.test.example");
    await shown.user.type(screen.getByLabelText("Discovery host"), "disco.test.example");
    await shown.user.type(
      screen.getByLabelText("Organization hosts"),
      "*.crm.test.example{Enter}b.test.example",
    );
    return shown;
  }

  it("is named in plain words before it is believed, and a change takes that back", async () => {
    const { user, fake } = await custom();
    expect(screen.getByText("CUSTOM")).toBeVisible();
    expect(screen.getByText(/^Not confirmed/)).toBeVisible();
    await user.click(button("Confirm these hosts..."));
    const ask = await findQuestion("Trust these hosts?");
    for (const host of ["login.test.example", "disco.test.example", "*.crm.test.example", "b.test.example"]) {
      expect(within(ask).getByText(host)).toBeVisible();
    }
    await user.click(within(ask).getByRole("button", { name: "Trust these hosts" }));
    expect(await screen.findByText("Confirmed by you")).toBeVisible();
    expect(fake.called("profiles.confirmCloud")[0]?.args[0]).toMatchObject({
      profile: { customCloud: { organizations: ["*.crm.test.example", "b.test.example"] } },
    });
    await user.type(screen.getByLabelText("Authority host"), "x");
    expect(screen.getByText(/^Not confirmed/)).toBeVisible();
  });

  it("shows why Go refuses the hosts, and stays", async () => {
    const { user, fake } = await custom();
    fake.fail["profiles.confirmCloud"] = {
      kind: "input",
      code: "custom-cloud-genuine",
      field: "customCloud",
    };
    await user.click(button("Confirm these hosts..."));
    const ask = await screen.findByRole("alertdialog");
    await user.click(within(ask).getByRole("button", { name: "Trust these hosts" }));
    expect(await within(ask).findByRole("alert")).toBeVisible();
  });

  it("takes a certificate authority from a file", async () => {
    const { user, fake } = await custom();
    const file = document.querySelector<HTMLInputElement>('main input[type="file"]') as HTMLInputElement;
    await user.upload(file, new File(["-----BEGIN CERTIFICATE-----ü"], "ca.pem"));
    expect(await screen.findByText(/A certificate authority is set/)).toBeVisible();
    await user.click(button("Confirm these hosts..."));
    await user.click(await screen.findByRole("button", { name: "Trust these hosts" }));
    await waitFor(() => expect(fake.called("profiles.confirmCloud")).toHaveLength(1));
    expect(fake.called("profiles.confirmCloud")[0]?.args[0]).toMatchObject({
      profile: { customCloud: { ca: "-----BEGIN CERTIFICATE-----ü" } },
    });
  });

  it("can be confirmed from the problem that asks for it", async () => {
    const customCloud = { authority: "a.example", discovery: "d.example", organizations: ["o.example"] };
    const fake = makeFake({
      draft: blankDraft({ twoFactor: true, applicationId, cloud: "custom", customCloud }),
    });
    fake.fail["connection.retrieve"] = { kind: "refused", code: "custom-cloud-not-confirmed" };
    const { user } = await open(fake);
    await user.click(button("Retrieve all Organizations"));
    await user.click(await screen.findByRole("button", { name: "Check and confirm the hosts" }));
    expect(await findQuestion("Trust these hosts?")).toBeVisible();
  });
});

describe("several tenants", () => {
  it("each have a line, and one that refused its next step", async () => {
    const done = operation({
      state: "done",
      organizations: 5,
      tenants: [
        { tenant: "contoso.example", organizations: 5 },
        { tenant: "fabrikam.com", organizations: 0, problem: { kind: "refused", code: "AADSTS50076" } },
      ],
    });
    const { user, fake } = await open(makeFake({ draft, operation: done, organizations: organizations(5) }));
    await user.click(button("Retrieve all Organizations"));
    const results = await screen.findByRole("region", { name: "Result for each tenant" });
    expect(results).toHaveTextContent("contoso.example: 5 organizations");
    expect(results).toHaveTextContent("Sign in again with your second factor");
    expect(screen.getByRole("row", { name: /Adatum Finance/ })).toHaveTextContent("Guest");
    expect(screen.getByRole("row", { name: /Contoso Sales/ })).not.toHaveTextContent("Guest");
    await user.click(within(results).getByRole("button", { name: "Sign in again" }));
    expect(fake.called("connection.retrieve").at(-1)?.args[1]).toBe(true);
  });

  it("are offered when the list is empty", async () => {
    const done = operation({ state: "done", organizations: 0 });
    const { user } = await open(makeFake({ draft, operation: done, organizations: [] }));
    await user.click(button("Retrieve all Organizations"));
    expect(await screen.findByText(/disabled users/)).toBeVisible();
    await user.click(button("Add the other tenant"));
    await waitFor(() => expect(screen.getByRole("textbox", { name: "Other tenants" })).toHaveFocus());
  });
});

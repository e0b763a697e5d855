import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { Problem } from "../../../backend/types";
import { applicationId, blankDraft, type Fake, makeFake, operation } from "../../../test/fake";
import { button, show } from "../../../test/show";

async function open(fake: Fake) {
  const shown = show(fake);
  await shown.user.click(await screen.findByRole("button", { name: "New profile" }));
  await screen.findByRole("main");
  return shown;
}

const box = (name: string) => screen.getByRole("textbox", { name });
const password = () => screen.getByLabelText("Password");

describe("without 2-Factor", () => {
  it("asks for user name, password and ApplicationID, and says what it can't do", async () => {
    const { user } = await open(makeFake());
    for (const name of ["User name", "ApplicationID"]) expect(box(name)).toBeVisible();
    expect(password()).toHaveAttribute("type", "password");
    expect(screen.getByText("Password sign-in can't use MFA.")).toBeVisible();
    await user.click(screen.getByRole("checkbox", { name: "Use 2-Factor Authentication" }));
    expect(screen.queryByLabelText("Password")).toBeNull();
  });

  it("hands the password over once, before the retrieval, and keeps nothing of it", async () => {
    const { user, fake } = await open(
      makeFake({ operation: operation({ state: "done", organizations: 5, prompt: "password" }) }),
    );
    await user.type(box("User name"), "bo@contoso.example");
    await user.type(password(), "Old-Times-1");
    await user.click(screen.getByRole("checkbox", { name: "Remember password (encrypted)" }));
    await user.click(button("Retrieve all Organizations"));
    expect(await screen.findByText(/Signed in with the password/)).toBeVisible();
    const names = fake.calls.map((call) => call.name);
    expect(names.indexOf("credentials.setPassword")).toBeLessThan(names.indexOf("connection.retrieve"));
    expect(fake.called("credentials.setPassword")[0]?.args[1]).toBe("Old-Times-1");
    expect(fake.called("connection.retrieve")[0]?.args[0]).toMatchObject({
      profile: { loginHint: "bo@contoso.example", savePassword: true },
    });
    expect(JSON.stringify(fake.called("connection.retrieve"))).not.toContain("Old-Times");
    expect(password()).toHaveValue("");
    expect(await screen.findByText(/A password is set until Latchkey closes/)).toBeVisible();

    await user.click(button("Retrieve all Organizations"));
    await waitFor(() => expect(fake.called("connection.retrieve")).toHaveLength(2));
    expect(fake.called("credentials.setPassword")).toHaveLength(1);
  });

  it("keeps a refused password to be corrected, with the words at the field", async () => {
    const fake = makeFake();
    fake.fail["credentials.setPassword"] = { kind: "input", code: "app-password", field: "password" };
    const { user } = await open(fake);
    await user.type(password(), "abcdabcdabcdabcd");
    await user.click(button("Retrieve all Organizations"));
    await screen.findByRole("region", { name: "1 field needs attention:" });
    expect(password()).toBeInvalid();
    expect(password()).toHaveValue("abcdabcdabcdabcd");
    expect(fake.called("connection.retrieve")).toEqual([]);
    await user.type(password(), "x");
    expect(password()).not.toBeInvalid();
  });

  it("forgets a password on request", async () => {
    const fake = makeFake();
    fake.credentials = [{ kind: "password", saved: true, subject: "", thumbprint: "", expires: "" }];
    const { user } = await open(fake);
    expect(await screen.findByText(/A password is saved on this computer \(encrypted\)/)).toBeVisible();
    await user.click(button("Forget"));
    expect(fake.called("credentials.forget")[0]?.args[1]).toBe("password");
    await waitFor(() => expect(screen.queryByText(/A password is set/)).toBeNull());
    await waitFor(() => expect(password()).toHaveFocus());
  });

  it("asks before a typed password is lost", async () => {
    const { user } = await open(makeFake());
    await user.type(password(), "x");
    await user.click(button("Cancel"));
    expect(await screen.findByRole("button", { name: "Keep editing" })).toBeVisible();
  });

  const mfa: Problem = { kind: "refused", code: "password-needs-mfa", args: {} };

  it("goes on with 2-Factor when the other side asks for it, and keeps what was typed", async () => {
    const fake = makeFake({ draft: blankDraft({ applicationId, loginHint: "bo@contoso.example" }) });
    const { user } = await open(fake);
    await user.click(button("Retrieve all Organizations"));
    await screen.findByRole("list", { name: "Progress" });
    fake.advance({ state: "failed", problem: mfa });
    fake.operation = { ...fake.operation };
    await user.click(await screen.findByRole("button", { name: "Use 2-Factor Authentication and continue" }));
    await waitFor(() => expect(fake.called("connection.retrieve")).toHaveLength(2));
    expect(fake.called("connection.retrieve")[1]?.args[0]).toMatchObject({
      profile: { twoFactor: true, applicationId, loginHint: "bo@contoso.example" },
    });
  });

  it("leads to the missing ID first", async () => {
    const fake = makeFake({ draft: blankDraft({ loginHint: "bo@contoso.example" }) });
    fake.fail["connection.retrieve"] = mfa;
    const { user } = await open(fake);
    await user.click(button("Retrieve all Organizations"));
    await user.click(await screen.findByRole("button", { name: "Use 2-Factor Authentication and continue" }));
    expect(screen.getByRole("tab", { name: "2-Factor Authentication" })).toHaveAttribute(
      "aria-selected",
      "true",
    );
    await waitFor(() => expect(box("ApplicationID")).toHaveFocus());
    expect(fake.called("connection.retrieve")).toHaveLength(1);
  });

  it("leads from a wrong password to its field", async () => {
    const fake = makeFake();
    fake.fail["connection.retrieve"] = { kind: "refused", code: "credential-missing" };
    const { user } = await open(fake);
    await user.click(button("Retrieve all Organizations"));
    await user.click(
      await screen.findByRole("button", { name: "Change the password, secret or certificate" }),
    );
    await waitFor(() => expect(password()).toHaveFocus());
  });
});

describe("an application", () => {
  const draft = blankDraft({
    signInAs: "application",
    applicationId,
    organizationUrl: "https://a.crm4.dynamics.com",
  });

  it("needs no person: no 2-Factor, no list, and the address is typed", async () => {
    const { user, fake } = await open(makeFake({ draft: blankDraft({ signInAs: "application" }) }));
    expect(await screen.findByText("Signs in as an application.")).toBeVisible();
    expect(screen.queryByRole("checkbox", { name: "Use 2-Factor Authentication" })).toBeNull();
    expect(screen.queryByLabelText("Password")).toBeNull();
    expect(button("Retrieve all Organizations")).toHaveAttribute("aria-disabled", "true");
    expect(button("Retrieve all Organizations")).toHaveAccessibleDescription(/only people/);
    expect(screen.getByText("Other ways to sign in: as an application")).toBeVisible();
    await user.type(box("Organization's address"), "https://contoso.crm4.dynamics.com{Enter}");
    expect(await screen.findByText("https://contoso.crm4.dynamics.com")).toBeVisible();
    await user.click(button("Test connection"));
    expect(fake.called("connection.test")).toHaveLength(1);
  });

  it("takes a secret with its end, and shows when that is", async () => {
    const { user, fake } = await open(makeFake({ draft }));
    const secret = await screen.findByLabelText("Client secret (the Value)");
    expect(secret).toHaveAttribute("type", "password");
    await user.click(button("Use this secret"));
    expect(await screen.findByText("Type the client secret first")).toBeVisible();
    await user.type(secret, "abc~def");
    await user.type(screen.getByLabelText("Expires on"), "2027-02-30");
    await user.click(button("Use this secret"));
    expect(await screen.findByText(/^Enter the day as YYYY-MM-DD/)).toBeVisible();
    expect(fake.called("credentials.setSecret")).toEqual([]);
    await waitFor(() => expect(screen.getByLabelText("Expires on")).toHaveFocus());
    await user.clear(screen.getByLabelText("Expires on"));
    const day = new Date(Date.now() + 12.5 * 86_400_000).toISOString().slice(0, 10);
    await user.type(screen.getByLabelText("Expires on"), day);
    await user.click(button("Use this secret"));
    expect(await screen.findByText("A client secret is set")).toBeVisible();
    expect(fake.called("credentials.setSecret")[0]?.args.slice(1)).toEqual(["abc~def", day]);
    expect(screen.getByText(/, expires in 1[12] days/)).toBeVisible();
    expect(screen.queryByLabelText("Client secret (the Value)")).toBeNull();
    await user.click(button("Replace"));
    expect(screen.getByLabelText("Client secret (the Value)")).toHaveValue("");
  });

  it("hands over a secret that nobody pressed the button for, before the test", async () => {
    const { user, fake } = await open(makeFake({ draft }));
    await user.type(await screen.findByLabelText("Client secret (the Value)"), "abc~def");
    await user.click(button("Test connection"));
    await waitFor(() => expect(fake.called("connection.test")).toHaveLength(1));
    expect(fake.called("credentials.setSecret")).toHaveLength(1);
    expect(fake.called("connection.test")[0]?.args[0]).toMatchObject({
      profile: { credential: { kind: "secret" } },
    });
  });

  it("takes a certificate's file and passphrase, keeps both when they don't fit, and shows whose it is", async () => {
    const fake = makeFake({ draft });
    fake.fail["credentials.setCertificate"] = {
      kind: "input",
      code: "passphrase-wrong",
      field: "passphrase",
    };
    const { user } = await open(fake);
    await user.selectOptions(await screen.findByLabelText("Credential"), "certificate");
    await user.click(button("Use this certificate"));
    expect(await screen.findByText("Choose the certificate's file first")).toBeVisible();
    const input = document.querySelector<HTMLInputElement>('main input[type="file"]');
    await user.upload(input as HTMLInputElement, new File(["PFX"], "app.pfx"));
    expect(await screen.findByText("Chosen: app.pfx")).toBeVisible();
    await user.type(screen.getByLabelText("Passphrase of the file"), "one");
    await user.click(button("Use this certificate"));
    await waitFor(() => expect(screen.getByLabelText("Passphrase of the file")).toBeInvalid());
    expect(screen.getByText("Chosen: app.pfx")).toBeVisible();

    fake.fail = {};
    await user.type(screen.getByLabelText("Passphrase of the file"), "two");
    await user.click(button("Use this certificate"));
    expect(await screen.findByText("A certificate is set")).toBeVisible();
    expect(fake.called("credentials.setCertificate").at(-1)?.args.slice(1)).toEqual([btoa("PFX"), "onetwo"]);
    expect(screen.getByText("CN=latchkey")).toBeVisible();
    expect(screen.getByText("A1B2C3")).toBeVisible();
    await user.click(button("Forget"));
    expect(fake.called("credentials.forget")[0]?.args[1]).toBe("certificate");
    await waitFor(() => expect(screen.queryByText("A certificate is set")).toBeNull());
  });

  it("says when what the profile remembers is not on this computer", async () => {
    const credential = { kind: "secret" as const, expires: "2020-01-01T00:00:00Z" };
    await open(makeFake({ draft: { ...draft, profile: { ...draft.profile, credential } } }));
    expect(await screen.findByText(/It is no longer on this computer/)).toBeVisible();
    expect(screen.getByText(/, expired \d+ years ago/)).toBeVisible();
  });
});

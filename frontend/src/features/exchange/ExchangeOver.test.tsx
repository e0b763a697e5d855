import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { applicationId, blankDraft, exchangePlan, type Fake, makeFake } from "../../test/fake";
import { findPage, show } from "../../test/show";
import { codeIn, withOwn } from "./reveal";

const draft = blankDraft({
  twoFactor: true,
  applicationId,
  organizationUrl: "https://contoso.crm4.dynamics.com",
});

async function open(fake: Fake = makeFake({ draft })) {
  const shown = show(fake);
  await shown.user.click(await screen.findByRole("button", { name: "New profile" }));
  await shown.user.click(await screen.findByText("Other ways to sign in"));
  await shown.user.click(await screen.findByRole("button", { name: "Exchange a code by hand..." }));
  const sheet = within(await findPage("Exchange a code by hand"));
  return { ...shown, sheet };
}

async function takeCode({ user, sheet }: Awaited<ReturnType<typeof open>>) {
  await user.type(
    await sheet.findByRole("textbox", { name: "Address from the browser" }),
    "http://localhost/?code=0.A%2BX&state=s1",
  );
  await user.click(sheet.getByRole("button", { name: "Read the code" }));
  await sheet.findByText("The code was read. It works once.");
}

describe("the exchange by hand", () => {
  it("begins with the profile's organization, and warns on top", async () => {
    const fake = makeFake({ draft });
    fake.plan = exchangePlan({
      warnings: [{ kind: "input", code: "redirect-uri-foreign", args: { host: "www.softwareag.com" } }],
    });
    const { user, sheet } = await open(fake);
    expect(await sheet.findByRole("heading", { name: "1. Sign in" })).toBeVisible();
    expect(fake.called("exchange.plan")[0]?.args[1]).toBe("https://contoso.crm4.dynamics.com");
    expect(sheet.getByText(/www\.softwareag\.com/)).toBeVisible();
    await user.click(sheet.getByRole("button", { name: "Open the address" }));
    expect(fake.called("exchange.open")[0]?.args).toEqual(["m1"]);
    await user.click(sheet.getByRole("button", { name: "Copy address" }));
    expect(await navigator.clipboard.readText()).toBe(fake.plan.authorizeUrl);
  });

  it("sends to the developer tools where no browser shows the address", async () => {
    const fake = makeFake({ draft });
    const redirectUri = "app://58145B91";
    fake.plan = exchangePlan({
      warnings: [{ kind: "input", code: "exchange-redirect-unseen", args: { redirectUri } }],
    });
    const { sheet } = await open(fake);
    expect(await sheet.findByRole("heading", { name: "The browser won't show the code" })).toBeVisible();
    expect(sheet.getByText(/Paste what its developer tools have/)).toBeVisible();
    expect(sheet.queryByText(/may say that it can't be found/)).toBeNull();
  });

  it("asks for the organization when there is none, and shows what is wrong with it", async () => {
    const fake = makeFake({ draft: blankDraft({ twoFactor: true, applicationId }) });
    fake.fail["exchange.plan"] = { kind: "input", code: "organization-url-unknown", field: "resource" };
    const { user, sheet } = await open(fake);
    expect(fake.called("exchange.plan")).toEqual([]);
    const resource = sheet.getByRole("textbox", { name: "Organization's address" });
    await user.type(resource, "https://evil.example{Enter}");
    await waitFor(() => expect(resource).toBeInvalid());
    fake.fail["exchange.plan"] = {
      kind: "input",
      code: "form",
      fields: [{ kind: "input", code: "application-id-missing", field: "applicationId" }],
    };
    await user.click(sheet.getByRole("button", { name: "Show the steps" }));
    expect(await sheet.findByRole("alert")).toHaveTextContent(/ApplicationID/);
  });

  it("keeps a pasted address that Go refuses, and never exchanges without a code", async () => {
    const fake = makeFake({ draft });
    fake.fail["exchange.code"] = { kind: "input", code: "paste-state-mismatch", field: "paste" };
    const { user, sheet } = await open(fake);
    const area = await sheet.findByRole("textbox", { name: "Address from the browser" });
    await user.type(area, "http://localhost/?code=1");
    await user.click(sheet.getByRole("button", { name: "Read the code" }));
    expect(await sheet.findByRole("alert")).toBeVisible();
    expect(area).toHaveValue("http://localhost/?code=1");
    await user.click(sheet.getByRole("button", { name: "Exchange for me" }));
    expect(await sheet.findByText("Read the code in step 2 first")).toBeVisible();
    expect(fake.called("exchange.redeem")).toEqual([]);
  });

  it("hides secrets until asked, and then shows only what was typed here", async () => {
    const opened = await open();
    const { user, sheet } = opened;
    await takeCode(opened);
    const secret = sheet.getByLabelText("Client secret");
    await user.type(secret, "it's");
    const command = sheet.getByRole("region", { name: "curl" });
    expect(command).toHaveTextContent("code=$CODE");
    expect(command).not.toHaveTextContent("0.A+X");
    await user.click(sheet.getByRole("button", { name: "Show what I typed" }));
    expect(command).toHaveTextContent("CODE='0.A+X'");
    expect(command).toHaveTextContent(`CLIENT_SECRET='it'\\''s'`);
    await user.click(sheet.getByRole("tab", { name: "Postman" }));
    expect(sheet.getByText("it's")).toBeVisible();
    await user.click(sheet.getByRole("button", { name: "Hide it" }));
    expect(sheet.queryByText("it's")).toBeNull();
    expect(sheet.getAllByText("hidden")).toHaveLength(2);
  });

  it("does the exchange, and gives tokens to the clipboard only", async () => {
    const opened = await open();
    const { user, sheet, fake } = opened;
    await takeCode(opened);
    await user.click(sheet.getByRole("button", { name: "Copy with my code" }));
    expect(fake.called("exchange.copy")[0]?.args).toEqual(["m1", "curl"]);
    await user.type(sheet.getByLabelText("Client secret"), "s3");
    await user.click(sheet.getByRole("button", { name: "Exchange for me" }));
    await waitFor(() => expect(sheet.getByRole("heading", { name: "The exchange worked" })).toHaveFocus());
    expect(fake.called("exchange.redeem")[0]?.args).toEqual(["m1", "s3"]);
    expect(sheet.getByText("anna.berg@contoso.example")).toBeVisible();
    expect(sheet.getByLabelText("Client secret")).toHaveValue("");
    await user.click(sheet.getByRole("button", { name: "Copy access token" }));
    expect(await sheet.findByText(/Copied, paste it now. Anyone with it can act as you until/)).toBeVisible();
    await user.click(sheet.getByRole("button", { name: "Copy refresh token" }));
    expect(
      fake
        .called("exchange.copy")
        .slice(1)
        .map((call) => call.args[1]),
    ).toEqual(["access_token", "refresh_token"]);
  });

  it("keeps a secret that was refused, with the words at the field", async () => {
    const fake = makeFake({ draft });
    fake.fail["exchange.redeem"] = { kind: "input", code: "secret-id-not-value", field: "clientSecret" };
    const opened = await open(fake);
    const { user, sheet } = opened;
    await takeCode(opened);
    const secret = sheet.getByLabelText("Client secret");
    await user.type(secret, applicationId);
    await user.click(sheet.getByRole("button", { name: "Exchange for me" }));
    await waitFor(() => expect(secret).toBeInvalid());
    expect(secret).toHaveValue(applicationId);
  });
});

describe("what is shown of what was typed", () => {
  it("is the code, however it was pasted", () => {
    expect(codeIn("http://localhost/?code=a%2Bb&state=1")).toBe("a+b");
    expect(codeIn("#state=1&code=ab")).toBe("ab");
    expect(codeIn(" 0.AX-code_1 ")).toBe("0.AX-code_1");
    expect(
      codeIn("Failed to launch 'app://x?code=old&state=1' x\nFailed to launch 'app://x?state=1&code=new' x"),
    ).toBe("new");
    expect(codeIn("no code here")).toBe("");
    expect(codeIn("?code=%zz")).toBe("%zz");
  });

  it("is quoted for its shell, and only where the command asks for it", () => {
    const own = { code: "a'b", client_secret: "$(x)" };
    expect(withOwn('curl "$CODE"', "curl", own)).toBe(`CODE='a'\\''b'\ncurl "$CODE"`);
    expect(withOwn("curl.exe ($env:CLIENT_SECRET)", "powershell", { ...own, client_secret: "a’b" })).toBe(
      "$env:CLIENT_SECRET = 'a’’b'\ncurl.exe ($env:CLIENT_SECRET)",
    );
  });
});

import { act, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Operation } from "../../backend/types";
import { makeFake, operation, phonePrompt, stepsAt } from "../../test/fake";
import { button, show } from "../../test/show";

async function signIn(change: Partial<Operation> = {}, practice = false) {
  const shown = show(makeFake({ operation: operation(change) }));
  await shown.user.click(
    await screen.findByRole("button", { name: practice ? "Try with practice" : "New profile" }),
  );
  await shown.user.click(await screen.findByRole("button", { name: "Retrieve all Organizations" }));
  return shown;
}

const press = button;

afterEach(() => vi.useRealTimers());

describe("the signing-in panel", () => {
  it("shows the steps, the time and the limit, and reads the step out", async () => {
    // The time stands still: a slow machine must not make it later.
    vi.useFakeTimers({ toFake: ["Date"] });
    await signIn();
    await waitFor(() =>
      expect(screen.getByRole("heading", { name: "Finish the sign-in in your browser" })).toHaveFocus(),
    );
    const steps = within(screen.getByRole("list", { name: "Progress" })).getAllByRole("listitem");
    expect(steps.map((step) => step.textContent)).toContain("Waiting for you, under way");
    expect(screen.getByText("0:34 of 10:00")).toBeVisible();
    await waitFor(() => expect(screen.getByTestId("announcer")).toHaveTextContent("Waiting for you"));
  });

  it("follows the operation to the organizations", async () => {
    const { fake } = await signIn();
    await screen.findByRole("heading", { name: /Finish the sign-in/ });
    fake.advance({ state: "running", steps: stepsAt("organizations", "doing") });
    await waitFor(() => expect(screen.getByText(/Reading organizations/)).toHaveTextContent("under way"));
    fake.advance({ state: "done", organizations: 5, prompt: "prompted", account: "anna@contoso.example" });
    expect(await screen.findByRole("grid", { name: "Organizations" })).toBeVisible();
    expect(screen.getByText("5 organizations found", { selector: "strong" })).toBeVisible();
  });

  it("never goes back to an older answer", async () => {
    const { fake } = await signIn();
    await screen.findByRole("heading", { name: /Finish the sign-in/ });
    fake.advance({ state: "overdue" });
    await screen.findByRole("heading", { name: "Still waiting for you" });
    const asked = fake.called("connection.state").length;
    fake.operation = operation({ rev: 1 });
    fake.emit("operation");
    await waitFor(() => expect(fake.called("connection.state").length).toBeGreaterThan(asked));
    await act(async () => undefined); // the answer has been taken in, or not
    expect(screen.getByRole("heading", { name: "Still waiting for you" })).toBeVisible();
  });

  it("offers to keep waiting when the limit has passed", async () => {
    const { user, fake } = await signIn({ state: "overdue" });
    expect(await screen.findByText(/The time limit has passed/)).toBeVisible();
    await user.click(press("Keep waiting"));
    expect(fake.called("connection.keepWaiting")[0]?.args).toEqual(["op1"]);
    await waitFor(() => expect(screen.queryByRole("button", { name: "Keep waiting" })).toBeNull());
  });

  it("opens again and cancels", async () => {
    const { user, fake } = await signIn();
    await user.click(await screen.findByRole("button", { name: "Open again" }));
    expect(fake.called("connection.openAgain")).toHaveLength(1);
    await user.click(press("Cancel"));
    expect(fake.called("connection.cancel")[0]?.args).toEqual(["op1"]);
    expect(await screen.findByRole("button", { name: "Retrieve all Organizations" })).toBeVisible();
  });

  it("takes Esc as cancelling the sign-in, not as leaving the dialog", async () => {
    const { user, fake } = await signIn();
    await screen.findByRole("heading", { name: /Finish the sign-in/ });
    await user.keyboard("{Escape}");
    expect(fake.called("connection.cancel")).toHaveLength(1);
    expect(await screen.findByRole("button", { name: "Retrieve all Organizations" })).toBeVisible();
  });

  it("explains what the browser says, with cause, fix and next step", async () => {
    const { user, fake } = await signIn();
    await user.click(await screen.findByRole("button", { name: "The browser shows an error" }));
    const area = screen.getByRole("textbox", { name: /Copy everything the page says/ });
    await waitFor(() => expect(area).toHaveFocus());
    await user.click(press("Explain"));
    expect(await screen.findByText("Paste the text from the browser first")).toBeVisible();
    await user.type(area, "AADSTS50011: wrong");
    await user.click(press("Explain"));
    expect(fake.called("guides.explain")[0]?.args).toEqual(["AADSTS50011: wrong"]);
    expect(await screen.findByText("Redirect URI is not registered")).toBeVisible();
    expect(screen.getByText(/The redirect URI http:\/\/localhost:8400 is not one of those/)).toBeVisible();
  });

  it("takes a pasted address, warns of a foreign host, and keeps waiting after a bad one", async () => {
    const { user, fake } = await signIn({ flow: "paste", foreignHost: "www.mscrm-addons.com" });
    expect(await screen.findByText(/This address belongs to someone else/)).toBeVisible();
    const area = screen.getByRole("textbox", { name: "Address from the browser" });
    await user.click(press("Continue"));
    expect(await screen.findByText("Paste the address first")).toBeVisible();

    fake.fail["connection.paste"] = { kind: "input", code: "paste-no-code" };
    await user.type(area, "http://www.mscrm-addons.com/");
    await user.click(press("Continue"));
    const alert = await screen.findByRole("alert");
    expect(alert).toHaveTextContent(/code/);
    await waitFor(() => expect(area).toHaveFocus());
    expect(area).toHaveValue("http://www.mscrm-addons.com/");

    fake.fail = {};
    await user.paste("http://www.mscrm-addons.com/?code=1&state=2");
    expect(area).toHaveValue("http://www.mscrm-addons.com/?code=1&state=2");
    await user.keyboard("{Enter}");
    await waitFor(() =>
      expect(screen.queryByRole("textbox", { name: "Address from the browser" })).toBeNull(),
    );
    expect(fake.called("connection.paste").at(-1)?.args).toEqual([
      "op1",
      "http://www.mscrm-addons.com/?code=1&state=2",
    ]);
  });

  it("shows the address when no browser could be opened", async () => {
    await signIn({ browserFailed: true });
    const address = await screen.findByRole("textbox", { name: "Address to open" });
    await waitFor(() => expect((address as HTMLTextAreaElement).value).toMatch(/^https:\/\/login/));
  });

  it("gives the focus to the organizations when it ends well", async () => {
    const { fake } = await signIn();
    await screen.findByRole("heading", { name: /Finish the sign-in/ });
    fake.advance({ state: "done", prompt: "prompted", organizations: 5 });
    const grid = await screen.findByRole("grid", { name: "Organizations" });
    await waitFor(() => expect(grid).toHaveFocus());
  });

  it("ends a sign-in that is left for a field", async () => {
    const { user, fake } = await signIn();
    await user.click(await screen.findByRole("button", { name: "The browser shows an error" }));
    fake.explain = [{ kind: "refused", code: "AADSTS50194", args: {} }];
    await user.type(screen.getByRole("textbox", { name: /Copy everything/ }), "AADSTS50194");
    await user.click(press("Explain"));
    await user.click(await screen.findByRole("button", { name: "Change e-mail, address or tenant" }));
    await waitFor(() =>
      expect(screen.getByRole("textbox", { name: "E-mail, organization address or tenant" })).toHaveFocus(),
    );
    expect(fake.called("connection.cancel")).toHaveLength(1);
  });

  it("stays to be read when it failed, and leads to the field", async () => {
    const { user, fake } = await signIn();
    await screen.findByRole("heading", { name: /Finish the sign-in/ });
    fake.advance({ state: "failed", problem: { kind: "refused", code: "AADSTS50194", args: {} } });
    await waitFor(() =>
      expect(screen.getByRole("heading", { name: "The sign-in did not work" })).toHaveFocus(),
    );
    await user.click(press("Change e-mail, address or tenant"));
    await waitFor(() =>
      expect(screen.getByRole("textbox", { name: "E-mail, organization address or tenant" })).toHaveFocus(),
    );
  });
});

describe("the docked phone", () => {
  it("says that it is simulated, and answers a prompt with the number of the browser", async () => {
    const { user, fake } = await signIn({}, true);
    const phone = await screen.findByRole("region", { name: "Simulated phone" });
    expect(within(phone).getByText("SIMULATED")).toBeVisible();
    expect(await within(phone).findByText("492 039")).toBeVisible();

    fake.phone = { ...fake.phone, prompts: [phonePrompt()] };
    fake.emit("practice");
    const number = await within(phone).findByRole("textbox", { name: "Number shown in the browser" });
    await user.click(within(phone).getByRole("button", { name: "Yes" }));
    expect(await within(phone).findByText("Type the number that the browser shows")).toBeVisible();
    expect(fake.called("practice.approve")).toEqual([]);

    fake.fail["practice.approve"] = { kind: "refused", code: "practice-wrong-number" };
    await user.type(number, "11");
    await user.click(within(phone).getByRole("button", { name: "Yes" }));
    expect(await within(phone).findByRole("alert")).toBeVisible();
    expect(number).toHaveValue("");

    // A wrong number ends the prompt: what was wrong stays to be read.
    fake.phone = { ...fake.phone, prompts: [] };
    fake.emit("practice");
    await waitFor(() => expect(number).not.toBeInTheDocument());
    expect(within(phone).getByRole("alert")).toBeVisible();

    fake.fail = {};
    fake.phone = { ...fake.phone, prompts: [{ ...phonePrompt(), id: "prompt2" }] };
    fake.emit("practice");
    await user.type(
      await within(phone).findByRole("textbox", { name: "Number shown in the browser" }),
      "47{Enter}",
    );
    await waitFor(() => expect(phone).toHaveFocus());
    expect(await within(phone).findByText("Approved: go on in the browser.")).toBeVisible();
    expect(fake.called("practice.approve").at(-1)?.args).toEqual(["prompt2", "47"]);
  });

  it.each([
    ["No", "practice.deny", /^Denied: go on/],
    ["Not me", "practice.report", /^Reported/],
  ])("answers %s", async (label, method, said) => {
    const { user, fake } = await signIn({}, true);
    fake.phone = { ...fake.phone, prompts: [phonePrompt()] };
    fake.emit("practice");
    await user.click(await screen.findByRole("button", { name: label }));
    expect(fake.called(method)[0]?.args).toEqual(["prompt1"]);
    expect(
      await within(screen.getByRole("region", { name: "Simulated phone" })).findByText(said),
    ).toBeVisible();
  });
});

import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { type Fake, makeFake } from "../../../test/fake";
import { button, findPage, findQuestion, show } from "../../../test/show";
import { withResult } from "./policies/outcome";

async function desk(tab: string, fake: Fake = makeFake()) {
  const shown = show(fake);
  await shown.user.click(await screen.findByRole("link", { name: "Practice" }));
  await findPage("Practice");
  await shown.user.click(await screen.findByRole("tab", { name: tab }));
  return shown;
}

function rowOf(grid: HTMLElement, name: RegExp): HTMLElement {
  return within(grid).getByRole("row", { name });
}

describe("People", () => {
  it("lists a thousand and makes only a few rows; the filter finds one", async () => {
    const fake = makeFake();
    const [first] = fake.users;
    fake.users = Array.from({ length: 1000 }, (_, i) => ({
      ...(first as (typeof fake.users)[0]),
      userPrincipalName: `user${String(i).padStart(4, "0")}@contoso.example`,
      states: i === 700 ? ["locked"] : [],
    }));
    const everybody = fake.users;
    fake.users = [];
    const { user } = await desk("People", fake);
    fake.users = everybody;
    fake.emit("practice");
    const grid = await screen.findByRole("grid", { name: "People" });
    expect(grid).toHaveAttribute("aria-rowcount", "1001");
    expect(within(grid).getAllByRole("row").length).toBeLessThan(60);
    await user.type(screen.getByLabelText("Filter people"), "locked");
    expect(await screen.findByText("1 of 1,000")).toBeVisible();
    expect(rowOf(grid, /user0700/)).toHaveTextContent("locked");
  });

  it("opens somebody by keyboard and unblocks them at once", async () => {
    const { user, fake } = await desk("People");
    const grid = await screen.findByRole("grid", { name: "People" });
    grid.focus();
    await user.keyboard("{End}{Enter}");
    await waitFor(() =>
      expect(screen.getByRole("heading", { name: "blocked@contoso.example" })).toHaveFocus(),
    );
    await user.click(await screen.findByRole("button", { name: "Unblock" }));
    expect(await screen.findByRole("button", { name: "Block" })).toBeVisible();
    expect(fake.desk.people.find((each) => each.userPrincipalName.startsWith("blocked"))?.blocked).toBe(
      false,
    );
    await waitFor(() =>
      expect(screen.getByRole("switch", { name: "Blocked after a fraud report" })).not.toBeChecked(),
    );
    await waitFor(() => expect(button("Save")).toHaveAttribute("aria-disabled", "true"));
  });

  it("follows what happens meanwhile, and saves only what was typed over it", async () => {
    const { user, fake } = await desk("People");
    await user.click(rowOf(await screen.findByRole("grid", { name: "People" }), /push@/));
    await user.type(await screen.findByRole("textbox", { name: "Surname" }), "er");
    // Somebody reports fraud.
    fake.desk.people = fake.desk.people.map((each) =>
      each.userPrincipalName.startsWith("push") ? { ...each, blocked: true } : each,
    );
    fake.emit("practice");
    expect(await screen.findByRole("button", { name: "Unblock" })).toBeVisible();
    expect(screen.getByRole("textbox", { name: "Surname" })).toHaveValue("Pusher");
    await user.click(button("Save"));
    await waitFor(() =>
      expect(fake.called("practice.putPerson").at(-1)?.args[0]).toMatchObject({
        surname: "Pusher",
        blocked: true,
      }),
    );
  });

  it("saves what was changed, and says at the field what is not possible", async () => {
    const { user, fake } = await desk("People");
    await user.click(rowOf(await screen.findByRole("grid", { name: "People" }), /push@/));
    await user.click(await screen.findByRole("checkbox", { name: "Text message" }));
    await user.clear(screen.getByRole("textbox", { name: "Mobile phone" }));
    await user.click(button("Save"));
    expect(await screen.findByText("A text or a call needs the number of that phone.")).toBeVisible();
    await user.type(screen.getByRole("textbox", { name: "Mobile phone" }), "+1 425 555 0199");
    await user.click(button("Save"));
    await waitFor(() => expect(button("Save")).toHaveAttribute("aria-disabled", "true"));
    expect(fake.called("practice.putPerson").at(-1)?.args[0]).toMatchObject({
      methods: ["PhoneAppNotification", "OneWaySMS"],
      mobilePhone: "+1 425 555 0199",
      givenName: "Petra",
    });
  });

  it("asks before typed changes are lost, on every way out", async () => {
    const { user } = await desk("People");
    await user.click(rowOf(await screen.findByRole("grid", { name: "People" }), /push@/));
    await user.type(await screen.findByRole("textbox", { name: "Surname" }), "er");
    await user.click(screen.getByRole("tab", { name: "Policies" }));
    await findQuestion("Leave without saving?");
    await user.click(screen.getByRole("button", { name: "Keep editing" }));
    expect(screen.getByRole("textbox", { name: "Surname" })).toHaveValue("Pusher");
    await user.click(screen.getByRole("link", { name: "Profiles" }));
    await findQuestion("Leave without saving?");
    await user.click(screen.getByRole("button", { name: "Leave without saving" }));
    await waitFor(() => expect(screen.queryByRole("textbox", { name: "Surname" })).toBeNull());
    expect(screen.queryByRole("heading", { name: "Practice" })).toBeNull();
  });

  it("issues a pass, which is shown once, and an app password", async () => {
    const { user, fake } = await desk("People");
    await user.click(rowOf(await screen.findByRole("grid", { name: "People" }), /push@/));
    await user.click(await screen.findByRole("button", { name: "Temporary Access Pass" }));
    await user.click(button("Issue"));
    expect(await screen.findByText("QX7RM2KD9P")).toBeVisible();
    expect(fake.called("practice.issuePass")[0]?.args).toEqual(["push@contoso.example", 60, true]);
    await user.click(button("App passwords"));
    expect(screen.queryByText("QX7RM2KD9P")).toBeNull();
    await user.type(screen.getByRole("textbox", { name: "For which program or device" }), "Old mail");
    await user.click(button("Make one"));
    expect(await screen.findByText("abcdefghijklmnop")).toBeVisible();
    expect(await screen.findByText("Old mail", { selector: "li" })).toBeVisible();
  });

  it("asks before methods are removed, then requires registration", async () => {
    const { user, fake } = await desk("People");
    await user.click(rowOf(await screen.findByRole("grid", { name: "People" }), /push@/));
    await user.click(await screen.findByRole("button", { name: "Require registration again" }));
    const question = await findQuestion("Remove the methods of push@contoso.example?");
    await user.click(within(question).getByRole("button", { name: "Require registration again" }));
    await waitFor(() => expect(fake.called("practice.requireRegistration")).toHaveLength(1));
    await waitFor(() => expect(screen.getByRole("switch", { name: "Has to register again" })).toBeChecked());
    expect(screen.getByRole("checkbox", { name: "Prompt on the phone" })).not.toBeChecked();
  });
});

describe("Registrations", () => {
  it("says beside the fields which errors they cause, and explains them", async () => {
    const { user } = await desk("Registrations");
    await user.click(rowOf(await screen.findByRole("grid", { name: "Registrations" }), /DocumentsCorePack/));
    const faults = within(await screen.findByRole("complementary", { name: "Errors that people get" }));
    expect(faults.queryByRole("button", { name: "AADSTS7000218" })).toBeNull();
    await user.selectOptions(screen.getByRole("combobox", { name: "Platform" }), "web");
    await user.click(await faults.findByRole("button", { name: "AADSTS7000218" }));
    const explained = (await screen.findByText("AADSTS7000218", { selector: "h2" })).closest(
      '[role="dialog"]',
    );
    expect(
      await within(explained as HTMLElement).findByText("What you can do", { exact: false }),
    ).toBeVisible();
  });

  it("adds a secret, whose value comes with saving, and keeps values by name", async () => {
    const { user, fake } = await desk("Registrations");
    await user.click(rowOf(await screen.findByRole("grid", { name: "Registrations" }), /Integration/));
    await user.click(await screen.findByRole("button", { name: "Remove current" }));
    expect(screen.queryByText("abc8Q~current")).toBeNull();
    expect(screen.getByText("abc8Q~expired")).toBeVisible();
    await user.type(screen.getByRole("textbox", { name: "Description" }), "new");
    await user.type(screen.getByLabelText("Expires"), "2031-05");
    expect(button("Add a secret")).toHaveAttribute("aria-disabled", "true");
    await user.type(screen.getByLabelText("Expires"), "-01");
    await user.click(button("Add a secret"));
    expect(screen.getByText("Save to get the value")).toBeVisible();
    await user.click(button("Save"));
    expect(await screen.findByText("abc8Q~new")).toBeVisible();
    expect(fake.desk.apps.find((each) => each.name === "Integration Cloud")?.keys).toEqual([
      { name: "expired", expires: "2025-06-30T00:00:00Z" },
      { name: "new", expires: "2031-05-01T00:00:00.000Z" },
    ]);
  });

  it("makes a new one", async () => {
    const { user, fake } = await desk("Registrations");
    await user.click(await screen.findByRole("button", { name: "New registration" }));
    await user.type(await screen.findByRole("textbox", { name: "Name" }), "Letters");
    await user.type(
      screen.getByRole("textbox", { name: "Redirect URIs" }),
      "http://localhost{Enter}app://letters",
    );
    await user.click(button("Save"));
    expect(await screen.findByRole("heading", { name: "Letters" })).toBeVisible();
    expect(fake.desk.apps.at(-1)).toMatchObject({
      redirectUris: ["http://localhost", "app://letters"],
      keys: [],
    });
  });
});

describe("Policies", () => {
  it("holds at once", async () => {
    const { user, fake } = await desk("Policies");
    await user.click(await screen.findByRole("switch", { name: "Prompts without a number, as before 2023" }));
    await waitFor(() => expect(fake.desk.policies).toEqual({ pushWithoutNumber: true }));
    await user.selectOptions(
      screen.getByRole("combobox", { name: "A browser may skip it for" }),
      "Never: always ask",
    );
    await waitFor(() => expect(fake.desk.policies).toEqual({ pushWithoutNumber: true, rememberDays: -1 }));
  });

  it("edits what a rule is only for, and keeps what only scenarios set", async () => {
    const { user, fake } = await desk("Policies");
    fake.desk.policies = { rules: [withResult({ name: "Elsewhere", exceptPlaces: ["office"] }, "mfa")] };
    fake.emit("practice");
    await user.click(await screen.findByRole("button", { name: "Edit Elsewhere" }));
    await user.type(screen.getByRole("textbox", { name: "Resources" }), "fabrikam");
    await user.type(screen.getByRole("textbox", { name: "Authentication contexts" }), "c1");
    await user.click(screen.getByRole("checkbox", { name: "Android" }));
    const risks = within(screen.getByRole("group", { name: "Risk of the sign-in" }));
    await user.click(risks.getByRole("checkbox", { name: "medium risk" }));
    await user.click(screen.getByRole("checkbox", { name: "legacy programs" }));
    await user.click(screen.getByRole("switch", { name: /^Report only/ }));
    await user.click(button("Save"));
    await waitFor(() =>
      expect(fake.desk.policies.rules?.[0]).toEqual(
        withResult(
          {
            name: "Elsewhere",
            exceptPlaces: ["office"],
            resources: ["fabrikam"],
            contexts: ["c1"],
            platforms: ["android"],
            signInRisk: ["medium"],
            clients: ["other"],
            reportOnly: true,
          },
          "mfa",
        ),
      ),
    );
  });

  it("adds a rule, says whom it is for, switches it off and moves it", async () => {
    const { user, fake } = await desk("Policies");
    await user.click(await screen.findByRole("button", { name: "Add a rule" }));
    await user.type(await screen.findByRole("textbox", { name: "Name" }), "No devices");
    await user.selectOptions(
      screen.getByRole("combobox", { name: "Result of the sign-in" }),
      "compliant-device",
    );
    await user.type(screen.getByRole("textbox", { name: "People" }), "Push@contoso.example");
    await user.click(screen.getByRole("checkbox", { name: "device code" }));
    await user.click(button("Save"));
    const rule = (await screen.findByText("No devices")).closest("li") as HTMLElement;
    expect(rule).toHaveTextContent("push@contoso.example · every registration · device code");
    expect(within(rule).getByRole("button", { name: "AADSTS53000" })).toBeVisible();
    await user.click(within(rule).getByRole("switch", { name: "Use No devices" }));
    await waitFor(() => expect(fake.desk.policies.rules?.[0]).toMatchObject({ off: true }));

    fake.desk.policies = {
      rules: ["First", "Second"].map((name) => withResult({ name }, "block")),
    };
    fake.emit("practice");
    await user.click(await screen.findByRole("button", { name: "Move Second up" }));
    await waitFor(() =>
      expect(fake.desk.policies.rules?.map((each) => each.name)).toEqual(["Second", "First"]),
    );
  });
});

describe("the rest of the desk", () => {
  it("shows the log, newest first, with what was asked and why", async () => {
    const { user } = await desk("Sign-in log");
    const grid = await screen.findByRole("grid", { name: "Sign-in log" });
    const [, newest, oldest] = within(grid).getAllByRole("row");
    expect(newest).toHaveTextContent("AADSTS500121");
    expect(oldest).toHaveTextContent("user name, password, prompt on the phone");
    await user.click(newest as HTMLElement);
    const details = within(await screen.findByRole("region", { name: "The chosen sign-in" }));
    expect(details.getByText(/reported as fraud/)).toBeVisible();
    expect(details.getByRole("button", { name: "AADSTS500121" })).toBeVisible();
    expect(details.getByText("1bb2cc3d-4ee5-4ff6-8aa7-8899aabbccdd")).toBeVisible();
  });

  it("approves a consent request", async () => {
    const { user, fake } = await desk("Consent requests (1)");
    expect(await screen.findByText("I print letters with it.")).toBeVisible();
    await user.click(screen.getByRole("button", { name: /^Approve/ }));
    expect(fake.called("practice.decideConsent")[0]?.args).toEqual(["r1", true]);
    expect(await screen.findByText("approved")).toBeVisible();
    expect(screen.queryByRole("button", { name: /^Deny/ })).toBeNull();
    expect(await screen.findByRole("tab", { name: "Consent requests" })).toBeVisible();
  });

  it("loads a lesson after a question, and moves the clock", async () => {
    const { user, fake } = await desk("Lessons and clock");
    await user.click(await screen.findByRole("button", { name: /^Load First sign-in/ }));
    const question = await findQuestion("Load First sign-in: registering a second factor?");
    expect(fake.called("practice.loadScenario")).toHaveLength(0);
    await user.click(within(question).getByRole("button", { name: "Load" }));
    await waitFor(() => expect(fake.called("practice.loadScenario")[0]?.args).toEqual(["first-sign-in"]));
    await user.click(await screen.findByRole("button", { name: "+15 days" }));
    expect(fake.called("practice.advanceClock")[0]?.args).toEqual([15 * 86_400]);
  });
});

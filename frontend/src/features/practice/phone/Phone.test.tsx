import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import type { PhoneMessage, PhonePrompt } from "../../../backend/types";
import { makeFake, phoneMessage, phonePrompt } from "../../../test/fake";
import { button, show } from "../../../test/show";

interface On {
  prompts?: PhonePrompt[];
  messages?: PhoneMessage[];
  hiddenCodes?: number;
}

async function phoneWith(change: On = {}) {
  sessionStorage.clear();
  const fake = makeFake();
  fake.phone = { ...fake.phone, ...change };
  const shown = show(fake, undefined, "/phone");
  await screen.findByRole("region", { name: "Simulated phone" });
  return shown;
}

afterEach(() => {});

describe("the phone on a page of its own", () => {
  it("carries the mark, names itself, and shows nothing else of Latchkey", async () => {
    await phoneWith();
    expect(screen.getByText("PRACTICE")).toBeVisible();
    expect(screen.getByText("SIMULATED")).toBeVisible();
    await waitFor(() => expect(document.title).toBe("Practice phone"));
    expect(screen.queryByRole("heading", { name: "Profiles" })).toBeNull();
    expect(screen.queryByRole("button", { name: /second screen/ })).toBeNull();
  });

  it("shows one person's phone when one is chosen, and remembers who", async () => {
    const { user, fake } = await phoneWith();
    await screen.findByRole("option", { name: /^totp\b/ });
    await user.selectOptions(screen.getByRole("combobox", { name: "Phone of" }), "totp@contoso.example");
    await waitFor(() => expect(fake.called("practice.phone").at(-1)?.args).toEqual(["totp@contoso.example"]));
    expect(sessionStorage.getItem("latchkey-phone-owner")).toBe("totp@contoso.example");
  });

  it("says how many codes it leaves out", async () => {
    await phoneWith({ hiddenCodes: 988 });
    expect(await screen.findByText(/988 more codes. Choose a person/)).toBeVisible();
  });
});

describe("a prompt", () => {
  it("takes the number from the pad and from the keyboard", async () => {
    const { user, fake } = await phoneWith({ prompts: [phonePrompt()] });
    const pad = within(await screen.findByRole("group", { name: "Number pad" }));
    const number = screen.getByRole("textbox", { name: "Number shown in the browser" });
    await user.click(pad.getByRole("button", { name: "4" }));
    await user.click(pad.getByRole("button", { name: "9" }));
    await user.click(pad.getByRole("button", { name: "Delete the last digit" }));
    await user.type(number, "7{Enter}");
    expect(fake.called("practice.approve")[0]?.args).toEqual(["prompt1", "47"]);
    expect(await screen.findByText(/^Approved: go on/, { selector: "p" })).toBeVisible();
  });

  it("names the place, and the user alone where the policy says no more", async () => {
    const { fake } = await phoneWith({ prompts: [phonePrompt({ place: "Graz" })] });
    const card = within(await screen.findByRole("group", { name: "Sign in?" }));
    expect(card.getByText("DocumentsCorePack Client")).toBeVisible();
    expect(card.getByText("Graz")).toBeVisible();
    fake.phone = { ...fake.phone, prompts: [phonePrompt({ id: "prompt2", application: "" })] };
    fake.emit("practice");
    await waitFor(() =>
      expect(screen.getByTestId("announcer")).toHaveTextContent(/asks: sign in as push@contoso.example/),
    );
    expect(screen.queryByText("Graz")).toBeNull();
  });

  it("asks for the number before it approves", async () => {
    const { user, fake } = await phoneWith({ prompts: [phonePrompt()] });
    await user.click(await screen.findByRole("button", { name: "Yes" }));
    expect(await screen.findByText("Type the number that the browser shows")).toBeVisible();
    expect(fake.called("practice.approve")).toHaveLength(0);
  });

  it("is only approved or denied where the policy has no numbers and no reports", async () => {
    const { user, fake } = await phoneWith({ prompts: [phonePrompt({ number: false, report: false })] });
    await user.click(await screen.findByRole("button", { name: "Approve" }));
    expect(fake.called("practice.approve")[0]?.args).toEqual(["prompt1", ""]);
    expect(screen.queryByRole("button", { name: "Not me" })).toBeNull();
    expect(screen.queryByRole("textbox", { name: "Number shown in the browser" })).toBeNull();
  });

  it("is a security key to touch or to take out: no number, no report", async () => {
    const key = phonePrompt({ key: true, number: false, report: false });
    const { user, fake } = await phoneWith({ prompts: [key] });
    const card = within(await screen.findByRole("group", { name: "Security key" }));
    await waitFor(() => expect(screen.getByTestId("announcer")).toHaveTextContent(/security key .* waits/));
    expect(card.queryByRole("textbox")).toBeNull();
    expect(card.getAllByRole("button").map((each) => each.textContent)).toEqual([
      "Touch the key",
      "Remove the key",
    ]);
    await user.click(card.getByRole("button", { name: "Touch the key" }));
    expect(fake.called("practice.approve")[0]?.args).toEqual(["prompt1", ""]);
    fake.phone = { ...fake.phone, prompts: [{ ...key, id: "prompt2" }] };
    fake.emit("practice");
    await user.click(await screen.findByRole("button", { name: "Remove the key" }));
    expect(fake.called("practice.deny")[0]?.args).toEqual(["prompt2"]);
    await waitFor(() =>
      expect(screen.getByTestId("announcer")).toHaveTextContent("The key was removed: go on in the browser."),
    );
  });

  it("keeps what was wrong after the prompt has gone", async () => {
    const { user, fake } = await phoneWith({ prompts: [phonePrompt()] });
    fake.fail["practice.approve"] = { kind: "input", code: "prompt-wrong-number" };
    const number = await screen.findByRole("textbox", { name: "Number shown in the browser" });
    await user.type(number, "11");
    fake.phone = { ...fake.phone, prompts: [] };
    await user.keyboard("{Enter}");
    expect(await screen.findByRole("alert")).toHaveTextContent(/number/i);
    await waitFor(() => expect(screen.getByRole("region", { name: "Simulated phone" })).toHaveFocus());
  });

  it("says that the browser is next, until something new comes", async () => {
    const { user, fake } = await phoneWith({ prompts: [phonePrompt()] });
    await user.type(await screen.findByRole("textbox", { name: "Number shown in the browser" }), "47");
    fake.phone = { ...fake.phone, prompts: [] };
    await user.keyboard("{Enter}");
    expect(await screen.findByText("Approved: go on in the browser.", { selector: "p" })).toBeVisible();
    fake.phone = { ...fake.phone, prompts: [phonePrompt({ id: "prompt2" })] };
    fake.emit("practice");
    await user.click(await screen.findByRole("button", { name: "No" }));
    expect(screen.queryByText("Approved: go on in the browser.", { selector: "p" })).toBeNull();
  });

  it("is reported", async () => {
    const { user, fake } = await phoneWith({ prompts: [phonePrompt()] });
    await user.click(await screen.findByRole("button", { name: "Not me" }));
    expect(fake.called("practice.report")[0]?.args).toEqual(["prompt1"]);
  });
});

describe("a call", () => {
  const ringing = phoneMessage({
    id: "call1",
    kind: "call",
    state: "ringing",
    code: "",
    body: "Press pound.",
  });

  it("rings, is answered, and takes keys from the keyboard", async () => {
    const { user, fake } = await phoneWith({ messages: [ringing] });
    await waitFor(() => expect(screen.getByTestId("announcer")).toHaveTextContent(/rings/));
    expect(screen.queryByRole("group", { name: "Keypad of the call" })).toBeNull();
    await user.click(await screen.findByRole("button", { name: "Answer" }));
    expect(fake.called("practice.answerCall")[0]?.args).toEqual(["call1", ""]);
    const call = await screen.findByRole("group", { name: "On the phone" });
    await waitFor(() => expect(call).toHaveFocus());
    expect(within(call).getByText("Press pound.")).toBeVisible();
    await user.keyboard("#");
    expect(fake.called("practice.answerCall").at(-1)?.args).toEqual(["call1", "#"]);
    expect(await screen.findByText("Call: signed in")).toBeVisible();
  });

  it("takes keys from its pad, and is hung up", async () => {
    const { user, fake } = await phoneWith({ messages: [{ ...ringing, state: "answered" }] });
    const pad = within(await screen.findByRole("group", { name: "Keypad of the call" }));
    await user.click(pad.getByRole("button", { name: "0" }));
    await user.click(pad.getByRole("button", { name: "Pound" }));
    await waitFor(() =>
      expect(fake.called("practice.answerCall").map((call) => call.args[1])).toEqual(["0", "#"]),
    );
    fake.phone = { ...fake.phone, messages: [{ ...ringing, state: "answered" }] };
    fake.emit("practice");
    await user.click(await screen.findByRole("button", { name: "Hang up" }));
    expect(fake.called("practice.hangUp")[0]?.args).toEqual(["call1"]);
    expect(await screen.findByText("Call: ended without signing in")).toBeVisible();
  });

  it("is declined", async () => {
    const { user, fake } = await phoneWith({ messages: [ringing] });
    await user.click(await screen.findByRole("button", { name: "Decline" }));
    expect(fake.called("practice.hangUp")).toHaveLength(1);
  });
});

describe("texts and codes", () => {
  it("shows a text with its code to copy, and which were used", async () => {
    const { user } = await phoneWith({
      messages: [
        phoneMessage(),
        phoneMessage({ id: "message0", state: "used", body: "code 555555", code: "555555" }),
      ],
    });
    const texts = await screen.findByRole("region", { name: "Text messages" });
    expect(texts).toHaveTextContent("use code 118204");
    expect(texts).not.toHaveTextContent("555555");
    expect(screen.getByRole("region", { name: "Earlier texts and calls" })).toHaveTextContent("used");
    expect(screen.queryByText(/^No prompts/)).toBeNull();
    await user.click(within(texts).getByRole("button", { name: /Copy code/ }));
    await waitFor(() => expect(screen.getByTestId("announcer")).toHaveTextContent("Copied"));
    expect(await navigator.clipboard.readText()).toBe("118204");
  });

  it("says how long a code is good", async () => {
    await phoneWith();
    const codes = await screen.findByRole("region", { name: "One-time codes" });
    expect(codes).toHaveTextContent("492 039");
    expect(within(codes).getByRole("timer")).toHaveTextContent(/^2\d s left$/);
  });

  it("scans the QR code that a browser shows", async () => {
    const fake = makeFake();
    fake.phone.enrolments = [
      {
        id: "e1",
        userPrincipalName: "enrol@contoso.example",
        displayName: "Elsa Novak",
        tenant: "contoso.example",
        typed: "JBSW Y3DP",
        scanned: false,
      },
    ];
    const { user } = show(fake, undefined, "/phone");
    expect(await screen.findByText("JBSW Y3DP")).toBeVisible();
    await user.click(button("Scan the QR code"));
    expect(fake.called("practice.scan")[0]?.args).toEqual(["e1"]);
    await waitFor(() => expect(screen.queryByRole("button", { name: "Scan the QR code" })).toBeNull());
  });
});

describe("the docked phone", () => {
  it("opens on a second screen, or says why not", async () => {
    const { user, fake } = show();
    await user.click(await screen.findByRole("link", { name: "Practice" }));
    await user.click(await screen.findByRole("button", { name: "Open the phone on a second screen" }));
    expect(fake.called("practice.openPhone")).toHaveLength(1);
    fake.fail["practice.openPhone"] = { kind: "internal", code: "browser-not-opened" };
    await user.click(button("Open the phone on a second screen"));
    expect(await screen.findByRole("alert")).toHaveTextContent(/browser/i);
  });
});

import { act, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import catalogue from "../../../../app/problem/en.json";
import type { Operation, Problem } from "../../backend/types";
import { applicationId, blankDraft, deviceCode, makeFake, operation } from "../../test/fake";
import { button, findPage, show } from "../../test/show";
import { groups, spelled } from "./DeviceCodeBox";

afterEach(() => vi.useRealTimers());

async function signIn(change: Partial<Operation> = {}, redirectUri = "http://localhost") {
  const draft = blankDraft({ twoFactor: true, applicationId, redirectUri });
  const shown = show(makeFake({ operation: operation(change), draft }));
  await shown.user.click(await screen.findByRole("button", { name: "New profile" }));
  await shown.user.click(await screen.findByRole("button", { name: "Retrieve all Organizations" }));
  await screen.findByRole("list", { name: "Progress" });
  return shown;
}

// problemWith is a problem of the catalogue whose next step is the one given.
function problemWith(next: string): Problem {
  const [code] = Object.entries(catalogue.entries).find(([, entry]) => entry.next === next) ?? [];
  if (!code) throw new Error(`no problem has the next step ${next}`);
  return { kind: "refused", code, args: {} };
}

describe("choosing how to sign in", () => {
  it("asks about an insecure form only when Go doubts, and takes the answer in the address on yes", async () => {
    const { user, fake } = await signIn();
    expect(screen.queryByText(/warn you about an insecure form/)).toBeNull();
    fake.advance({ insecureFormSuspected: true });
    expect(await screen.findByText("Did the browser warn you about an insecure form?")).toBeVisible();
    await user.click(button("Yes, try another way"));
    expect(fake.called("connection.switchTo")[0]?.args).toEqual(["op1", "query"]);
    await waitFor(() => expect(screen.queryByText(/insecure form/)).toBeNull());
  });

  it("takes no for an answer", async () => {
    const { user, fake } = await signIn({ insecureFormSuspected: true });
    await user.click(button("No"));
    expect(screen.queryByText(/insecure form/)).toBeNull();
    expect(fake.called("connection.switchTo")).toEqual([]);
  });

  it("offers to paste when an answer in the address does not come either", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ["setTimeout", "clearTimeout", "Date"] });
    const { user, fake } = await signIn({ flow: "query" });
    expect(screen.queryByText(/Still nothing/)).toBeNull();
    await act(() => vi.advanceTimersByTimeAsync(20_500));
    await user.click(button("Paste the address"));
    expect(fake.called("connection.switchTo")[0]?.args).toEqual(["op1", "paste"]);
  });

  it("explains a browser that insists on https, and goes over to pasting", async () => {
    const { user, fake } = await signIn({ httpsForced: true, insecureFormSuspected: true });
    const alert = screen.getByRole("alert");
    expect(alert).toHaveTextContent("Your browser insists on https for localhost");
    expect(alert).toHaveTextContent("HSTS");
    expect(screen.queryByText(/insecure form/)).toBeNull();
    await user.click(within(alert).getByRole("button", { name: "Paste the address instead" }));
    expect(await screen.findByRole("textbox", { name: "Address from the browser" })).toBeVisible();
    expect(fake.called("connection.switchTo")[0]?.args).toEqual(["op1", "paste"]);
    await waitFor(() =>
      expect(screen.getByRole("heading", { name: "Finish the sign-in in your browser" })).toHaveFocus(),
    );
  });

  it("says why the browser does not return, and where the person will be a guest", async () => {
    await signIn({
      fallback: { kind: "network", code: "port-in-use", args: { port: "8400" } },
      guest: "Fabrikam",
    });
    expect(screen.getByRole("heading", { name: "The port is taken" })).toBeVisible();
    expect(screen.getByText("You will sign in to Fabrikam as a guest.")).toBeVisible();
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("goes on without a tenant that the person does not want to sign in to", async () => {
    const { user, fake } = await signIn({ guest: "Fabrikam" });
    await user.click(button("Continue without this tenant"));
    expect(fake.called("connection.skip")[0]?.args).toEqual(["op1"]);
    await waitFor(() => expect(screen.queryByText(/as a guest/)).toBeNull());
  });

  it("lists the other ways, and not one that the redirect URI rules out", async () => {
    const { user, fake } = await signIn({ flow: "paste" }, "app://client");
    await user.click(button("Another way"));
    const list = screen.getByRole("list", { name: "Another way" });
    await within(list).findByRole("button", { name: "Device code" });
    expect(within(list).getAllByRole("button")).toHaveLength(1);
    await user.click(button("Device code"));
    expect(fake.called("connection.switchTo")[0]?.args).toEqual(["op1", "device-code"]);
  });

  it("leads from a code that no browser shows to the redirect URI, and lists pasting after the device code", async () => {
    const fallback: Problem = { kind: "input", code: "redirect-uri-private", args: {}, warning: true };
    const { user } = await signIn(
      { flow: "device-code", deviceCode: deviceCode(), fallback },
      "app://client",
    );
    expect(screen.getByRole("heading", { name: "The browser can't show this address" })).toBeVisible();
    await user.click(button("Another way"));
    const list = screen.getByRole("list", { name: "Another way" });
    expect(await within(list).findByText(/developer tools of the browser/)).toBeVisible();
    expect(within(list).getAllByRole("button")).toHaveLength(1);
    await user.click(button("Change Redirect URI"));
    await waitFor(() => expect(screen.getByRole("textbox", { name: "Redirect URI" })).toHaveFocus());
  });

  it("returns to the browser where it can come back", async () => {
    const { user, fake } = await signIn({
      flow: "device-code",
      deviceCode: deviceCode(),
    });
    await user.click(button("Another way"));
    await user.click(await screen.findByRole("button", { name: "The browser returns automatically" }));
    expect(fake.called("connection.switchTo")[0]?.args).toEqual(["op1", "post"]);
  });

  it("shows what a switch was refused for, and stays", async () => {
    const { user, fake } = await signIn();
    fake.fail["connection.switchTo"] = { kind: "not-found", code: "operation-not-waiting" };
    await user.click(button("Another way"));
    await user.click(button("Device code"));
    expect(await screen.findByRole("alert")).toHaveTextContent("Nothing is waiting for you");
  });

  it("does not show a browser as opened that could not be", async () => {
    await signIn({ browserFailed: true });
    const steps = screen.getByRole("list", { name: "Progress" });
    expect(steps).toHaveTextContent("Opening your browser, failed");
  });
});

describe("the paste box", () => {
  it.each([
    ["app://client", /no program for this address/, /Location under Response Headers/],
    ["urn:ietf:wg:oauth:2.0:oob", /no program for this address/, /Failed to launch/],
    [
      "https://login.microsoftonline.com/common/oauth2/nativeclient",
      /goes on, without the code/,
      /give it to nobody else/,
    ],
  ])("says of %s what the browser does, and offers a device code before it asks", async (uri, does, how) => {
    const { user, fake } = await signIn({ flow: "paste" }, uri);
    expect(await screen.findByText(does)).toBeVisible();
    expect(screen.getByText(how)).toBeVisible();
    expect(screen.queryByText(/may say that it can't be found/)).toBeNull();
    expect(screen.getByText(/the whole line that it is in/)).toBeVisible();
    await user.click(button("Use a device code instead"));
    expect(fake.called("connection.switchTo")[0]?.args).toEqual(["op1", "device-code"]);
  });

  it("waits behind a closed line while the browser is to come back", async () => {
    const { user, fake } = await signIn();
    expect(screen.queryByRole("textbox", { name: "Address from the browser" })).toBeNull();
    await user.click(screen.getByText("Paste the address instead"));
    const area = await screen.findByRole("textbox", { name: "Address from the browser" });
    await user.type(area, "0.AXoA-code{Enter}");
    expect(fake.called("connection.paste")[0]?.args).toEqual(["op1", "0.AXoA-code"]);
  });

  it("takes the clipboard, and leaves the box to the person where it may not", async () => {
    const { user } = await signIn({ flow: "paste" });
    const area = screen.getByRole("textbox", { name: "Address from the browser" });
    const read = vi.spyOn(navigator.clipboard, "readText").mockRejectedValueOnce(new Error("denied"));
    await user.click(button("Paste from clipboard"));
    await waitFor(() => expect(area).toHaveFocus());
    expect(area).toHaveValue("");
    expect(screen.queryByRole("alert")).toBeNull();
    read.mockResolvedValueOnce(" http://localhost/?code=1&state=2 ");
    await user.click(button("Paste from clipboard"));
    await waitFor(() => expect(area).toHaveValue("http://localhost/?code=1&state=2"));
  });
});

describe("the device code", () => {
  const change = { flow: "device-code", deviceCode: deviceCode() } as const;

  it("can be read, heard, copied, scanned and opened", async () => {
    const { user, fake } = await signIn(change);
    await waitFor(() =>
      expect(screen.getByRole("heading", { name: "Type this code on the sign-in page" })).toHaveFocus(),
    );
    expect(await screen.findByTestId("user-code")).toHaveTextContent("GHK7M2XPQ");
    expect(screen.getByRole("img", { name: "Code: G H K 7 M 2 X P Q" })).toBeVisible();
    expect(screen.getByRole("img", { name: /QR code of the address microsoft.com/ })).toBeVisible();
    await user.click(button("Copy code"));
    expect(await navigator.clipboard.readText()).toBe("GHK7M2XPQ");
    await user.click(button("Open microsoft.com/devicelogin"));
    expect(fake.called("connection.openAgain")[0]?.args).toEqual(["op1"]);
    expect(screen.queryByRole("button", { name: "Open again" })).toBeNull();
  });

  it("counts down, and says the minutes that are left", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ["setInterval", "clearInterval", "Date"] });
    await signIn({
      ...change,
      deviceCode: deviceCode({ expiresAt: new Date(Date.now() + 119_000).toISOString() }),
    });
    expect(await screen.findByRole("timer")).toHaveTextContent(/^Expires in 1:\d\d$/);
    // The code is read out once; minutes only when another has passed.
    const announcer = screen.getByTestId("announcer");
    expect(announcer).toHaveTextContent("Code: G H K 7 M 2 X P Q");
    await act(() => vi.advanceTimersByTimeAsync(60_000));
    expect(announcer).toHaveTextContent("The code expires in 1 minute.");
  });

  it("says that it has expired", async () => {
    await signIn({ ...change, deviceCode: deviceCode({ expiresAt: "2020-01-01T00:00:00Z" }) });
    expect(await screen.findByRole("alert")).toHaveTextContent("The code has expired");
  });

  it("falls into groups that people can carry", () => {
    expect(groups("ABCDEFGHJ")).toEqual(["ABC", "DEF", "GHJ"]);
    expect(groups("ABCDEFGH")).toEqual(["ABCD", "EFGH"]);
    expect(groups("RPNG-QSDV")).toEqual(["RPNG-QSDV"]);
    expect(spelled("AB-C1")).toBe("A B - C 1");
  });
});

describe("a failure's next step", () => {
  async function fail(problem: Problem, change: Partial<Operation> = {}) {
    const shown = await signIn(change);
    shown.fake.advance({ state: "failed", problem });
    await screen.findByRole("heading", { name: "The sign-in did not work" });
    return shown;
  }

  it("leads from a blocked device code to the browser, and the profile keeps that", async () => {
    const { user, fake } = await fail(problemWith("use-browser"));
    fake.operation = operation({ id: "op2" });
    await user.click(button("Use the browser instead"));
    await waitFor(() => expect(fake.called("connection.retrieve")).toHaveLength(2));
    expect(fake.called("connection.retrieve")[1]?.args[0]).toMatchObject({ profile: { method: "auto" } });
  });

  it("leads to a device code", async () => {
    const { user, fake } = await fail(problemWith("use-device-code"));
    fake.operation = operation({ id: "op2" });
    await user.click(button("Use a device code instead"));
    await waitFor(() => expect(fake.called("connection.retrieve")).toHaveLength(2));
    expect(fake.called("connection.retrieve")[1]?.args[0]).toMatchObject({
      profile: { method: "device-code" },
    });
    await screen.findByRole("heading", { name: "Finish the sign-in in your browser" });
    await user.click(button("Cancel"));
    expect(await screen.findByText("Other ways to sign in: device code")).toBeVisible();
  });

  it("opens the company's authorities over the dialog, and keeps what was typed", async () => {
    const { user } = await fail(problemWith("add-authority"));
    await user.click(button("Add your company's authority"));
    const sheet = await findPage("Settings and health");
    expect(within(sheet).getByRole("heading", { name: "Company certificate authorities" })).toBeVisible();
    await user.click(within(sheet).getByRole("button", { name: "Back" }));
    expect(await screen.findByRole("heading", { name: "The sign-in did not work" })).toBeVisible();
  });
});

describe("the form behind the panel", () => {
  it("stays, and can't be reached", async () => {
    const { user, fake } = await signIn();
    const name = document.getElementById("field-name");
    expect(name?.closest("[inert]")).not.toBeNull();
    expect(name).not.toBeVisible();
    await user.click(button("Cancel"));
    expect(fake.called("connection.cancel")).toHaveLength(1);
    await waitFor(() => expect(name).toBeVisible());
    // The same element: nothing was made anew.
    expect(document.getElementById("field-name")).toBe(name);
    await waitFor(() => expect(button("Retrieve all Organizations")).toHaveFocus());
  });
});

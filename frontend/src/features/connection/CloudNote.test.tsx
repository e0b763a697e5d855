import { act, screen, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { applicationId, blankDraft, makeFake } from "../../test/fake";
import { button, show } from "../../test/show";

afterEach(() => vi.useRealTimers());

const title = /The address belongs to another cloud/;

async function open(cloud: "public" | "practice" = "public") {
  const draft = blankDraft({ name: "A", twoFactor: true, applicationId, cloud });
  const shown = show(makeFake({ draft }));
  await shown.user.click(await screen.findByRole("button", { name: "New profile" }));
  const where = await screen.findByRole("textbox", { name: "E-mail, organization address or tenant" });
  return { ...shown, where };
}

describe("a cloud that follows the address", () => {
  it("is said in the open as soon as the address is typed, and leads to the choice", async () => {
    const { user, where } = await open();
    await user.click(where);
    await user.paste("https://contoso.crm9.dynamics.com");
    expect(await screen.findByText(title)).toBeVisible();
    expect(screen.getByText(/US Government \(GCC\)/)).toBeVisible();
    expect(screen.queryByLabelText("Cloud")).toBeNull();
    await user.click(button("Check the cloud"));
    await waitFor(() => expect(screen.getByLabelText("Cloud")).toHaveFocus());
    await user.selectOptions(screen.getByLabelText("Cloud"), "gcc");
    await waitFor(() => expect(screen.queryByText(title)).toBeNull());
  });

  it("goes with the address", async () => {
    const { user, where } = await open();
    await user.click(where);
    await user.paste("https://contoso.crm9.dynamics.com");
    await screen.findByText(title);
    await user.clear(where);
    expect(screen.queryByText(title)).toBeNull();
  });

  it("is not looked for where an address can't tell", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ["setTimeout", "clearTimeout"] });
    const { user, fake, where } = await open("practice");
    await user.type(where, "a.b");
    await act(() => vi.advanceTimersByTimeAsync(1000));
    expect(fake.called("profiles.check")).toEqual([]);
  });

  it("stays said after the organization's address was taken", async () => {
    const { user, fake } = await open();
    await user.click(button("Enter the organization's address instead"));
    await user.click(await screen.findByRole("textbox", { name: "Organization's address" }));
    await user.paste("https://contoso.crm9.dynamics.com");
    await user.click(button("Use this address"));
    expect(await screen.findByText(title)).toBeVisible();
    expect(screen.getByText(/: US Government \(GCC\)\./)).toBeVisible();
    expect(screen.getByText("Other ways to sign in: US Government (GCC)")).toBeVisible();
    expect(fake.called("connection.chooseURL")).toHaveLength(1);
  });
});

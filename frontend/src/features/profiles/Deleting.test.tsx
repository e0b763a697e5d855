import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { makeFake, row } from "../../test/fake";
import { show } from "../../test/show";

const two = () => makeFake({ rows: [row(), row({ id: "p2", name: "Fabrikam" })] });

async function deleteFirst(user: ReturnType<typeof show>["user"]) {
  await user.click(await screen.findByRole("button", { name: "More for Contoso Sales" }));
  await user.click(await screen.findByRole("menuitem", { name: /^Delete/ }));
  return await screen.findByRole("region", { name: "Deleted profiles" });
}

describe("Delete", () => {
  afterEach(() => void vi.useRealTimers());

  it("deletes at once, with the revision that was shown, and Undo brings it back", async () => {
    const { user, fake } = show(two());
    const offer = await deleteFirst(user);
    expect(fake.called("profiles.delete")[0]?.args).toEqual(["p1", 3]);
    await waitFor(() => expect(screen.queryByRole("button", { name: "More for Contoso Sales" })).toBeNull());
    expect(offer).toHaveTextContent("Deleted Contoso Sales");
    await user.click(within(offer).getByRole("button", { name: "Undo" }));
    expect(await screen.findByRole("button", { name: "More for Contoso Sales" })).toBeVisible();
    expect(screen.queryByRole("region", { name: "Deleted profiles" })).toBeNull();
    expect(fake.called("profiles.purge")).toEqual([]);
  });

  it("offers it for ten seconds, and not while the mouse is over the offer", async () => {
    const { user, fake } = show(two());
    await deleteFirst(user);
    const offer = screen.getByText("Deleted Contoso Sales").parentElement as HTMLElement;
    vi.useFakeTimers();
    fireEvent.mouseEnter(offer);
    act(() => void vi.advanceTimersByTime(60_000));
    expect(fake.called("profiles.purge")).toEqual([]);
    fireEvent.mouseLeave(offer);
    act(() => void vi.advanceTimersByTime(9_900));
    expect(screen.getByRole("button", { name: "Undo" })).toBeVisible();
    act(() => void vi.advanceTimersByTime(200));
    expect(screen.queryByRole("button", { name: "Undo" })).toBeNull();
    expect(fake.called("profiles.purge")[0]?.args).toEqual([["p1"]]);
  });

  it("is undone by Ctrl+Z on another page too, but not while something is typed", async () => {
    const { user, fake } = show(two());
    await deleteFirst(user);
    await user.click(screen.getByRole("link", { name: "Settings" }));
    await screen.findByRole("heading", { level: 1, name: "Settings and health" });
    const field = document.body.appendChild(document.createElement("input"));
    fireEvent.keyDown(field, { key: "z", ctrlKey: true });
    field.remove();
    expect(fake.called("profiles.restore")).toEqual([]);
    fireEvent.keyDown(document.body, { key: "z", ctrlKey: true });
    await waitFor(() => expect(fake.called("profiles.restore")[0]?.args).toEqual(["p1"]));
  });

  it("says what of a deletion is left", async () => {
    const fake = two();
    fake.fail["profiles.purge"] = { kind: "storage", code: "credential-left", warning: true };
    const { user } = show(fake);
    const offer = await deleteFirst(user);
    await user.click(within(offer).getByRole("button", { name: "Close" }));
    expect(await screen.findByRole("heading", { name: /something saved is left/ })).toBeVisible();
  });

  it("explains a deletion that was refused, and leaves the profile", async () => {
    const fake = two();
    fake.fail["profiles.delete"] = {
      kind: "conflict",
      code: "profile-changed",
      args: { name: "Contoso Sales" },
    };
    const { user } = show(fake);
    await user.click(await screen.findByRole("button", { name: "More for Contoso Sales" }));
    await user.click(await screen.findByRole("menuitem", { name: /^Delete/ }));
    expect(await screen.findByRole("heading", { name: "Somebody else saved this profile" })).toBeVisible();
    expect(screen.queryByRole("button", { name: "Undo" })).toBeNull();
    expect(screen.getByRole("button", { name: "More for Contoso Sales" })).toBeVisible();
  });
});

import { createHashHistory } from "@tanstack/history";
import { act, render, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { App } from "../../app/App";
import { startI18n } from "../../i18n/i18n";
import { makeFake, operation, row } from "../../test/fake";
import { findPage, show } from "../../test/show";

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3600_000).toISOString();

describe("Home", () => {
  it("leads a newcomer", async () => {
    show(makeFake({ rows: [] }));
    expect(
      await screen.findByRole("heading", { name: "Set up your first connection profile" }),
    ).toBeVisible();
    expect(screen.getByRole("button", { name: "New profile" })).toBeVisible();
    expect(screen.getByRole("button", { name: "Try with practice" })).toBeVisible();
  });

  it("shows no button to a newcomer before what stands above it is there", async () => {
    const fake = makeFake({ rows: [] });
    const { recipes } = fake.backend.guides;
    let answer = () => {};
    const asked = new Promise<void>((resolve) => {
      answer = resolve;
    });
    fake.backend.guides.recipes = () => asked.then(recipes);
    show(fake);
    await waitFor(() => expect(fake.called("profiles.list")).not.toEqual([]));
    await act(async () => {});
    expect(screen.queryByRole("button", { name: "Try with practice" })).toBeNull();
    answer();
    expect(await screen.findByRole("button", { name: "Try with practice" })).toBeVisible();
    expect(screen.getByRole("list", { name: "What do you want to connect?" })).toBeVisible();
  });

  it("asks a newcomer one question, and leads to a profile for the answer", async () => {
    const { user, fake } = show(makeFake({ rows: [] }));
    const answers = await screen.findByRole("list", { name: "What do you want to connect?" });
    expect(within(answers).getAllByRole("button")).toHaveLength(4);
    await user.click(
      within(answers).getByRole("button", { name: "DocumentsCorePack Client mscrm-addons.com" }),
    );
    await user.type(await screen.findByRole("textbox", { name: "Name" }), "Sales");
    await user.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(fake.called("profiles.save")).toHaveLength(1));
    expect(fake.called("profiles.save")[0]?.args[0]).toMatchObject({
      profile: { name: "Sales", recipe: "documentscorepack", redirectUri: "http://localhost:8400" },
    });
  });

  it("leads a newcomer to instructions where there is no profile to make", async () => {
    const { user } = show(makeFake({ rows: [] }));
    await user.click(await screen.findByRole("button", { name: "Roll out a second factor" }));
    await findPage("Helpdesk");
    expect(await screen.findByRole("heading", { level: 2, name: "Roll out a second factor" })).toBeVisible();
  });

  it("does without recipes when they can't be had", async () => {
    const fake = makeFake({ rows: [] });
    fake.fail["guides.recipes"] = { kind: "internal", code: "internal" };
    const { user } = show(fake);
    await user.click(await screen.findByRole("button", { name: "New profile" }));
    expect(await screen.findByRole("textbox", { name: "Name" })).toBeVisible();
    expect(fake.called("guides.recipe")).toEqual([]);
  });

  it("shows each profile with its state, and refetches when told", async () => {
    const { fake } = show(
      makeFake({
        rows: [
          row({ lastVerified: hoursAgo(3.9) }),
          row({ id: "p2", name: "Fabrikam", status: "sign-in-needed", practice: true }),
          // A clock that was put back leaves a test in the future.
          row({ id: "p3", name: "Adatum", lastVerified: hoursAgo(-3) }),
        ],
      }),
    );
    const items = await screen.findAllByRole("row");
    expect(items[2]).toHaveTextContent("Tested just now");
    expect(items[0]).toHaveTextContent("Tested 3 hours ago");
    expect(items[1]).toHaveTextContent("Sign-in needed");
    expect(within(items[1] as HTMLElement).getByText("PRACTICE")).toBeVisible();
    fake.rows = [row({ name: "Northwind" })];
    fake.emit("profiles");
    expect(await screen.findByText("Northwind")).toBeVisible();
  });

  it("warns in time of a secret that ends, and marks a private test system", async () => {
    const expires = new Date(Date.now() + 12.5 * 86_400_000).toISOString();
    show(
      makeFake({
        rows: [
          row({ expires, expiry: "soon" }),
          row({
            id: "p2",
            name: "Fabrikam",
            expires: "2020-01-01T00:00:00Z",
            expiry: "expired",
            custom: true,
          }),
        ],
      }),
    );
    const items = await screen.findAllByRole("row");
    expect(items[0]).toHaveTextContent("Its secret or certificate expires in 12 days");
    expect(items[0]).not.toHaveTextContent("CUSTOM");
    expect(items[1]).toHaveTextContent("Its secret or certificate has expired");
    expect(items[1]).toHaveTextContent("CUSTOM");
  });

  it("starts the sign-in from the row", async () => {
    const { user, fake } = show(makeFake({ rows: [row({ status: "sign-in-needed" })] }));
    await user.click(await screen.findByRole("button", { name: "Sign in to Contoso Sales" }));
    expect(await screen.findByRole("heading", { name: /Finish the sign-in/ })).toBeVisible();
    expect(fake.called("connection.retrieve")).toHaveLength(1);
  });

  it("keeps hostile names inert", async () => {
    const name = `\u202Egpj.exe<img src=x onerror=alert(1)>${"x".repeat(10_000)}`;
    show(makeFake({ rows: [row({ name })] }));
    const button = await screen.findByRole("button", { name: /^Open gpj\.exe</ });
    expect(button.textContent).not.toContain("\u202E");
    expect(button.textContent?.length).toBeLessThan(400);
    expect(document.querySelector("main img")).toBeNull();
  });

  it("explains a list that can't be read, and tries again", async () => {
    const fake = makeFake({ rows: [row()] });
    fake.fail["profiles.list"] = { kind: "storage", code: "storage" };
    const { user } = show(fake);
    const again = await screen.findByRole("button", { name: "Try again" });
    fake.fail = {};
    await user.click(again);
    expect(await screen.findByText("Contoso Sales")).toBeVisible();
  });

  it("offers to unlock the keychain, waits, and can be cancelled", async () => {
    const fake = makeFake({ operation: operation({ kind: "unlock", steps: [] }) });
    fake.info = { ...fake.info, keychain: "locked" };
    const { user } = show(fake);
    await user.click(await screen.findByRole("button", { name: "Unlock" }));
    expect(await screen.findByText(/Waiting for you to unlock/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    await waitFor(() => expect(screen.queryByText(/Waiting for you to unlock/)).toBeNull());
    fake.operation = operation({ id: "op2", kind: "unlock", steps: [] });
    await user.click(await screen.findByRole("button", { name: "Unlock" }));
    fake.info = { ...fake.info, keychain: "ok" };
    fake.advance({ state: "done" });
    await waitFor(() => expect(screen.queryByText("The keychain is locked")).toBeNull());
  });

  it("asks a keychain again that did not answer in time", async () => {
    const fake = makeFake({ operation: operation({ kind: "unlock", steps: [] }) });
    fake.info = { ...fake.info, keychain: "timed-out" };
    const { user } = show(fake);
    expect(await screen.findByRole("button", { name: /in memory/ })).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByText(/Waiting for you to unlock/)).toBeVisible();
    fake.info = { ...fake.info, keychain: "ok" };
    fake.advance({ state: "done" });
    await waitFor(() => expect(screen.queryByText("The keychain does not answer")).toBeNull());
  });

  it("says what is missing when there is no Latchkey behind the page", () => {
    render(<App backend={undefined} i18n={startI18n()} history={createHashHistory()} />);
    expect(screen.getByText(/can't work on its own/)).toBeVisible();
  });
});

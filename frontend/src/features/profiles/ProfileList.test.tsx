import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { ProfileRow } from "../../backend/types";
import { makeFake, operation, row } from "../../test/fake";
import { show } from "../../test/show";

const names = [
  "Adatum",
  "Contoso",
  "Fabrikam",
  "Litware",
  "Northwind",
  "Proseware",
  "Relecloud",
  "Tailspin",
  "Wingtip",
];

// nine profiles are one more than are seen at a glance.
const nine = (change: (index: number) => Partial<ProfileRow> = () => ({})) =>
  names.map((name, at) =>
    row({ id: `p${at}`, name, url: `https://org${at}.crm4.dynamics.com/`, ...change(at) }),
  );

const list = () => screen.findByRole("grid", { name: "Connection profiles" });
const shown = () =>
  screen
    .getAllByRole("row")
    .map((each) => within(each).queryByRole("button", { name: /^Open / })?.textContent ?? each.textContent);
const active = () =>
  document.getElementById(screen.getByRole("grid").getAttribute("aria-activedescendant") ?? "");
const selected = () =>
  screen.getAllByRole("row").filter((each) => each.getAttribute("aria-selected") === "true");
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();

describe("the list of profiles", () => {
  afterEach(() => {
    vi.useRealTimers();
    localStorage.clear();
  });

  it("searches what is known of a profile, from eight on, by Ctrl+F and until Esc", async () => {
    const rows = nine((at) =>
      at === 3 ? { account: "anna@fourth.example", tenant: "tenant-three", label: "PROD" } : {},
    );
    const { user } = show(makeFake({ rows }));
    const search = await screen.findByRole("textbox", { name: "Search profiles" });
    fireEvent.keyDown(document.body, { key: "f", ctrlKey: true });
    expect(search).toHaveFocus();
    for (const wanted of ["LITW", "org3.crm4", "anna@fourth", "tenant-three", "prod", "lit anna"]) {
      await user.clear(search);
      await user.type(search, wanted);
      await waitFor(() => expect(shown().at(-1)).toBe("Litware"));
      expect(shown().filter((name) => names.includes(name ?? ""))).toEqual(["Litware"]);
    }
    await user.type(search, "nowhere");
    expect(await screen.findByText(/No profile matches/)).toBeVisible();
    await user.keyboard("{Escape}");
    await waitFor(() => expect(search).toHaveValue(""));
    expect(screen.getByText("9 of 9")).toBeVisible();
  });

  it("has no search for a handful", async () => {
    show(makeFake({ rows: nine().slice(0, 8) }));
    await list();
    await screen.findByRole("combobox", { name: "Sort by" });
    expect(screen.queryByRole("textbox", { name: "Search profiles" })).toBeNull();
  });

  it("stands by name, or by last use, which is kept, and pinned ones first", async () => {
    const rows = nine((at) => ({ lastUsed: at === 1 ? "" : daysAgo(at), pinned: at === 6 }))
      .slice(0, 8)
      .toReversed();
    const first = show(makeFake({ rows: rows.toReversed() }));
    await list();
    expect(shown().slice(0, 3)).toEqual(["Relecloud", "Adatum", "Contoso"]);
    await first.user.selectOptions(await screen.findByRole("combobox", { name: "Sort by" }), "By last use");
    expect(shown()).toEqual([
      "Relecloud",
      "Adatum",
      "Fabrikam",
      "Litware",
      "Northwind",
      "Proseware",
      "Tailspin",
      "Contoso",
    ]);
    first.unmount();
    show(makeFake({ rows: rows.toReversed() }));
    await list();
    expect(shown().slice(0, 3)).toEqual(["Relecloud", "Adatum", "Fabrikam"]);
  });

  it("groups by label, however it is spelt, as soon as there are many", async () => {
    show(
      makeFake({ rows: nine((at) => ({ label: ["prod", "TEST", "PROD", ""][at] ?? "", pinned: at === 8 })) }),
    );
    await list();
    expect(shown().slice(0, 7)).toEqual([
      "Pinned",
      "Wingtip",
      "prod",
      "Adatum",
      "Fabrikam",
      "TEST",
      "Contoso",
    ]);
    expect(shown()[7]).toBe("Without a label");
  });

  it("is one tab stop; arrows move, Enter and a double click open", async () => {
    const { user, fake } = show(makeFake({ rows: nine() }));
    const grid = await list();
    const stops = [...grid.querySelectorAll("*")].filter((each) => (each as HTMLElement).tabIndex >= 0);
    expect(stops).toEqual([]);
    act(() => grid.focus());
    await user.keyboard("{ArrowDown}{ArrowDown}{ArrowUp}");
    expect(active()).toHaveTextContent("Contoso");
    await user.keyboard("ta");
    expect(active()).toHaveTextContent("Tailspin");
    await user.keyboard("{Enter}");
    await waitFor(() => expect(fake.called("profiles.get")[0]?.args).toEqual(["p7"]));
  });

  it("opens a profile by a double click", async () => {
    const { user, fake } = show(makeFake({ rows: nine() }));
    await list();
    await user.dblClick(
      screen.getByText("Contoso Sales · org2.crm4.dynamics.com · anna.berg@contoso.example"),
    );
    await waitFor(() => expect(fake.called("profiles.get")[0]?.args).toEqual(["p2"]));
  });

  it("has the same menu by right click, Shift+F10 and the menu key", async () => {
    const { user } = show(makeFake({ rows: nine() }));
    const grid = await list();
    fireEvent.contextMenu(screen.getByText("Fabrikam"), { button: 2 });
    // jsdom leaves the focus outside of the menu: the key is given to it.
    const leave = async (menu: HTMLElement) => {
      fireEvent.keyDown(menu, { key: "Escape" });
      await waitFor(() => expect(screen.queryByRole("menu")).toBeNull());
      act(() => grid.focus());
    };
    await leave(await screen.findByRole("menu", { name: "More for Fabrikam" }));
    for (const key of ["{Shift>}{F10}{/Shift}", "{ContextMenu}"]) {
      await user.keyboard(key);
      const menu = await screen.findByRole("menu", { name: "More for Fabrikam" });
      for (const item of [
        "Copy values",
        "Test connection",
        "Sign in",
        "Open in browser",
        "Duplicate",
        "Export setup file",
        "Color",
      ]) {
        expect(within(menu).getByRole("menuitem", { name: item })).toBeInTheDocument();
      }
      await leave(menu);
    }
  });

  it("selects several by mouse and keyboard, and deletes them with one Undo", async () => {
    const { user, fake } = show(makeFake({ rows: nine() }));
    const grid = await list();
    await user.click(screen.getByText(/org1\.crm4/));
    await user.keyboard("{Control>}");
    await user.click(screen.getByText(/org3\.crm4/));
    await user.keyboard("{/Control}");
    expect(selected()).toHaveLength(2);
    await user.keyboard("{Shift>}{ArrowDown}{/Shift}");
    expect(selected()).toHaveLength(2);
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("region", { name: "Selected profiles" })).toBeNull();
    act(() => grid.focus());
    await user.keyboard("{Home} {ArrowDown} ");
    expect(screen.getByRole("region", { name: "Selected profiles" })).toHaveTextContent("2 selected");
    await user.keyboard("{Delete}");
    await waitFor(() =>
      expect(fake.called("profiles.delete").map((call) => call.args[0])).toEqual(["p0", "p1"]),
    );
    expect(await screen.findByText("Deleted 2 profiles")).toBeVisible();
    await waitFor(() => expect(active()).toHaveTextContent("Fabrikam"));
    await user.click(screen.getByRole("button", { name: "Undo" }));
    await waitFor(() => expect(fake.called("profiles.restore")).toHaveLength(2));
  });

  it("tests one after the other, saves what went well, and says what did not", async () => {
    const fake = makeFake({
      rows: nine((at) => (at === 1 ? { status: "sign-in-needed" } : {})),
      operation: operation({ kind: "test", state: "done" }),
    });
    const { user } = show(fake);
    const grid = await list();
    act(() => grid.focus());
    await user.keyboard("{Home}{Shift>}{ArrowDown}{ArrowDown}{/Shift}");
    await user.click(
      within(screen.getByRole("region", { name: "Selected profiles" })).getByRole("button", { name: "Test" }),
    );
    expect(
      (await screen.findAllByText("2 of 2 organizations answered. 1 profile needs a sign-in first."))[0],
    ).toBeVisible();
    expect(fake.called("profiles.save")).toHaveLength(2);
    fake.fail["connection.test"] = { kind: "network", code: "network" };
    await user.click(screen.getByRole("button", { name: "Test Adatum" }));
    expect(await screen.findByText("Test failed")).toBeVisible();
    expect(fake.called("profiles.save")).toHaveLength(2);
  });

  it("never says that an old test still counts, and goes on with the time", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    show(
      makeFake({
        rows: [row({ lastVerified: daysAgo(92) }), row({ id: "p2", name: "B", lastVerified: daysAgo(0) })],
      }),
    );
    await list();
    expect(screen.getByText("Tested 3 months ago").className).not.toBe("");
    expect(screen.getByText("Tested just now").className).toBe("");
    act(() => void vi.advanceTimersByTime(5 * 60_000));
    expect(screen.getByText(/Tested [45] minutes ago/)).toBeVisible();
    expect(document.body).not.toHaveTextContent(/works/i);
  });

  it("says that a saved sign-in did not try the redirect URI", async () => {
    show(makeFake({ rows: [row({ redirectTried: false })] }));
    const [first] = await screen.findAllByRole("row");
    expect(first).toHaveTextContent("Redirect URI not tried yet");
  });

  it("renames, colors, pins and copies from the menu", async () => {
    const { user, fake } = show(makeFake({ rows: nine() }));
    const grid = await list();
    act(() => grid.focus());
    await user.keyboard("{Home}{F2}");
    const name = await screen.findByRole("textbox", { name: "Name" });
    await user.clear(name);
    await user.type(name, "Adatum 2{Enter}");
    await waitFor(() =>
      expect(fake.called("profiles.setLook")[0]?.args).toEqual([
        "p0",
        { name: "Adatum 2", color: "", pinned: false },
      ]),
    );
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    for (const item of ["Pin to the top", "Duplicate"]) {
      await user.click(await screen.findByRole("button", { name: "More for Contoso" }));
      await user.click(await screen.findByRole("menuitem", { name: item }));
    }
    await waitFor(() => expect(fake.called("profiles.duplicate")[0]?.args).toEqual(["p1"]));
    expect(fake.called("profiles.setLook")[1]?.args).toEqual([
      "p1",
      { name: "Contoso", color: "", pinned: true },
    ]);
  });

  it("shows a thousand names that differ in case only, by the few rows in sight", async () => {
    const rows = Array.from({ length: 1000 }, (_, at) =>
      row({
        id: `p${at}`,
        name: [..."contosofabrikam"].map((c, bit) => ((at >> bit) & 1 ? c.toUpperCase() : c)).join(""),
      }),
    );
    const { user } = show(makeFake({ rows }));
    const grid = await list();
    expect(screen.getAllByRole("row").length).toBeLessThan(60);
    expect(grid).toHaveAttribute("aria-rowcount", "1000");
    act(() => grid.focus());
    await user.keyboard("{Control>}a{/Control}");
    expect(screen.getByRole("region", { name: "Selected profiles" })).toHaveTextContent("1,000 selected");
    await user.type(await screen.findByRole("textbox", { name: "Search profiles" }), "CONTOSOF");
    expect(await screen.findByText("1,000 of 1,000")).toBeVisible();
  });

  it("isolates names of a thousand characters, right to left or of emoji, with more in the tooltip", async () => {
    const rows = ["x".repeat(1000), `${"שלום ".repeat(200)}`, "👩‍👩‍👧‍👦".repeat(100)].map((name, at) =>
      row({ id: `p${at}`, name }),
    );
    show(makeFake({ rows }));
    const grid = await list();
    const buttons = within(grid).getAllByRole("button", { name: /^Open / });
    expect(buttons).toHaveLength(3);
    for (const button of buttons) {
      const name = button.querySelector("bdi");
      expect(name?.title.length).toBeGreaterThan(200);
    }
  });
});

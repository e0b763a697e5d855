import { createDOMRenderer, FluentProvider, RendererProvider } from "@fluentui/react-components";
import { render, screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { I18nProvider, startI18n } from "../../../i18n/i18n";
import { organizations } from "../../../test/fake";
import { OrganizationsGrid } from "./OrganizationsGrid";

function showGrid(count: number, chosen?: string) {
  const onChoose = vi.fn();
  const user = userEvent.setup();
  render(
    <I18nProvider value={startI18n()}>
      <RendererProvider renderer={createDOMRenderer(document)} targetDocument={document}>
        <FluentProvider>
          <OrganizationsGrid rows={organizations(count)} chosen={chosen} onChoose={onChoose} />
        </FluentProvider>
      </RendererProvider>
    </I18nProvider>,
  );
  return { user, onChoose, grid: screen.getByRole("grid", { name: "Organizations" }) };
}

describe("OrganizationsGrid", () => {
  it("tells a screen reader how many rows there are, and makes only a few", () => {
    const { grid } = showGrid(10_000);
    expect(grid).toHaveAttribute("aria-rowcount", "10001");
    expect(screen.getAllByRole("row").length).toBeLessThan(60);
    expect(screen.getByRole("status")).toHaveTextContent("10,000 of 10,000");
  });

  it("counts what the filter leaves, and offers the way back", async () => {
    const { user } = showGrid(50);
    await user.type(screen.getByLabelText("Filter organizations"), "fabrikam");
    await waitFor(() => expect(screen.getByRole("status")).toHaveTextContent("10 of 50"));
    await user.type(screen.getByLabelText("Filter organizations"), "xyz");
    await user.click(await screen.findByRole("button", { name: "Show all" }));
    await waitFor(() => expect(screen.getByRole("status")).toHaveTextContent("50 of 50"));
  });

  it("moves with the arrows and chooses with Enter", async () => {
    const { user, onChoose, grid } = showGrid(5);
    grid.focus();
    await user.keyboard("{ArrowDown}{ArrowDown}{ArrowUp}{Enter}");
    expect(onChoose.mock.calls[0]?.[0].friendlyName).toBe("Contoso Sales");
  });

  it("goes to either end with Home and End", async () => {
    const { user, onChoose, grid } = showGrid(5);
    grid.focus();
    await user.keyboard("{End}{Enter}");
    await user.keyboard("{Home}{Enter}");
    expect(onChoose.mock.calls.map(([row]) => row.friendlyName)).toEqual(["Tailspin Toys", "Adatum Finance"]);
  });

  it("jumps to a name that is typed", async () => {
    const { user, onChoose, grid } = showGrid(5);
    grid.focus();
    await user.keyboard("no{Enter}");
    expect(onChoose.mock.calls[0]?.[0].friendlyName).toBe("Northwind Field");
  });

  it("sorts by a column and says so", async () => {
    const { user, onChoose, grid } = showGrid(5);
    const header = screen.getByRole("columnheader", { name: "Organization" });
    expect(header).toHaveAttribute("aria-sort", "ascending");
    await user.click(screen.getByRole("button", { name: "Organization" }));
    expect(header).toHaveAttribute("aria-sort", "descending");
    grid.focus();
    await user.keyboard("{Home}{Enter}");
    expect(onChoose.mock.calls[0]?.[0].friendlyName).toBe("Tailspin Toys");
  });

  it("marks the chosen row", async () => {
    showGrid(5, "org-1");
    expect(await screen.findByRole("row", { name: /Fabrikam/ })).toHaveAttribute("aria-selected", "true");
  });
});

import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { blankDraft, makeFake, row } from "../../test/fake";
import { show } from "../../test/show";

async function card(recipe: string | undefined) {
  const fake = makeFake({ rows: [row()], draft: blankDraft({ id: "p1", name: "Sales", recipe }) });
  const shown = show(fake);
  await shown.user.click(await screen.findByRole("button", { name: "More for Contoso Sales" }));
  await shown.user.click(await screen.findByRole("menuitem", { name: "Values for the add-on" }));
  expect(await screen.findByRole("heading", { name: "Now put this in your add-on" })).toBeVisible();
  return shown;
}

describe("The card with the values", () => {
  it("shows the target's own screens when the profile's recipe has them, filled in", async () => {
    const { user, fake } = await card("documentscorepack");
    const fields = await screen.findByRole("region", { name: "Fields of The tab 2-Factor Authentication" });
    expect(fields).toHaveTextContent("11112222-3333-4444-5555-666677778888");
    expect(fields).toHaveTextContent("Only you know this");
    expect(within(fields).getByRole("button", { name: "Copy User Mode" })).toBeVisible();
    expect(fake.called("guides.recipe")[0]?.args).toEqual(["documentscorepack", "p1", {}]);
    expect(fake.called("profiles.fieldCard")).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Copy all" }));
    expect(await navigator.clipboard.readText()).toBe(
      "The tab 2-Factor Authentication\nApplicationID: 11112222-3333-4444-5555-666677778888\nUser Mode: OAuth2",
    );
  });

  it.each([
    ["there is no recipe", undefined],
    ["the recipe has no screens", "mfa-roll-out"],
    ["the recipe is not known here", "of-a-newer-latchkey"],
  ])("lists the values when %s", async (_why, recipe) => {
    await card(recipe);
    expect(await screen.findByText("Organization's address")).toBeVisible();
    expect(screen.getByRole("button", { name: "Copy User name" })).toBeVisible();
  });
});

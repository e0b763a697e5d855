import { Control } from "../support/control.ts";
import { expect, test } from "../support/fixture.ts";
import { fillIn, passByPush } from "../support/paths.ts";
import { practiceUser } from "../support/practice.ts";

test("ten thousand organizations are found by filter and by keyboard", async ({ home, wizard, signIn }) => {
  const user = await practiceUser(home, "push@contoso.example");
  await (await Control.open(home)).organizations(10_000);
  await fillIn(home, wizard, "Many");
  await wizard.retrieve();
  await signIn.open(await home.inbox.next());
  await passByPush(wizard, signIn, user);

  const { dialog, grid } = wizard;
  await expect(dialog.getByText("10,000 of 10,000")).toBeVisible();
  await expect(grid).toHaveAttribute("aria-rowcount", "10001");
  // Only the rows in sight exist.
  expect(await grid.getByRole("row").count()).toBeLessThan(60);

  await grid.focus();
  await wizard.page.keyboard.press("End");
  const last = grid.locator("[aria-rowindex='10001']");
  await expect(last).toBeInViewport();
  const name = (await last.getByRole("gridcell").first().innerText()).trim();
  await wizard.page.keyboard.press("Enter");
  await expect(last).toHaveAttribute("aria-selected", "true");

  const filter = dialog.getByRole("textbox", { name: "Filter organizations" });
  await filter.fill(name);
  await expect(dialog.getByRole("status").filter({ hasText: /^1 of 10,000$/ })).toBeVisible();
  await expect(grid.getByRole("row").nth(1)).toHaveAttribute("aria-selected", "true");
  await filter.fill("no organization is called this");
  await expect(dialog.getByText("No organization matches the filter.")).toBeVisible();
  await wizard.press("Show all");
  await expect(dialog.getByText("10,000 of 10,000")).toBeVisible();
});

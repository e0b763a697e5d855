import { accessible } from "../support/axe.ts";
import { Control } from "../support/control.ts";
import { expect, test } from "../support/fixture.ts";
import { fillIn, passByPush } from "../support/paths.ts";
import { practiceUser } from "../support/practice.ts";

test("a list that overflows is accessible, and scrolls by keyboard", async ({ home, wizard, signIn }) => {
  const user = await practiceUser(home, "push@contoso.example");
  await (await Control.open(home)).organizations(200);
  await fillIn(home, wizard, "Many");
  await wizard.retrieve();
  await signIn.open(await home.inbox.next());
  await passByPush(wizard, signIn, user);

  const { grid, page } = wizard;
  await expect(grid.getByRole("row").nth(1)).toBeVisible();
  const room = () => grid.evaluate((node) => ({ high: node.clientHeight, all: node.scrollHeight, top: node.scrollTop }));
  const { high, all } = await room();
  expect(all, "rows that do not fit").toBeGreaterThan(2 * high);
  await accessible(page, "organizations that overflow");

  // What scrolls is what has the focus, and only Tab is needed to get there.
  await wizard.dialog.getByRole("textbox", { name: "Filter organizations" }).focus();
  await page.keyboard.press("Tab");
  await expect(grid).toBeFocused();
  await page.keyboard.press("End");
  const last = grid.locator("[aria-rowindex='201']");
  await expect(last).toBeInViewport({ ratio: 1 });
  await expect(grid).toHaveAttribute("aria-activedescendant", (await last.getAttribute("id")) ?? "");
  await page.keyboard.press("Home");
  const first = grid.locator("[aria-rowindex='2']");
  await expect(first).toBeInViewport({ ratio: 1 });

  await test.step("the head stays above the rows and hides none", async () => {
    for (let i = 0; i < 20; i++) await page.keyboard.press("ArrowDown");
    for (let i = 0; i < 10; i++) await page.keyboard.press("ArrowUp");
    const active = grid.locator("[aria-rowindex='12']");
    await expect(active).toBeInViewport();
    const head = await grid.locator("[aria-rowindex='1']").boundingBox();
    const row = await active.boundingBox();
    expect(row?.y).toBeGreaterThanOrEqual((head?.y ?? 0) + (head?.height ?? 0) - 1);
    expect((await room()).top).toBeGreaterThan(0);
  });
});

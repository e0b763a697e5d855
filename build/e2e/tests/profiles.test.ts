import { accessible } from "../support/axe.ts";
import { expect, test } from "../support/fixture.ts";
import type { Home } from "../support/home.ts";

const customers = ["Adatum", "Contoso", "Fabrikam", "Litware", "Northwind", "Proseware", "Relecloud", "Tailspin", "Wingtip"];

async function customersOf(home: Home): Promise<void> {
  for (const [at, name] of customers.entries()) {
    const url = `https://${name.toLowerCase()}.crm4.dynamics.com`;
    const made = await home.run("profile", "create", name, "--url", url, "--label", at % 2 ? "TEST" : "PROD", "--login-hint", `anna@${name.toLowerCase()}.com`, "--application-id", "5d1f0c62-3b8e-4a57-9c40-7e2a1b96f3d8");
    expect(made.code, made.err).toBe(0);
  }
}

test("a profile is found, opened and deleted by keyboard alone, and Undo brings it back", async ({ home, wizard }) => {
  await customersOf(home);
  const { page } = wizard;
  await page.reload();
  const list = page.getByRole("grid", { name: "Connection profiles" });
  await expect(list.getByRole("row", { name: /Wingtip/ })).toBeAttached();
  await accessible(page, "many profiles");

  await page.keyboard.press("Control+f");
  await page.keyboard.type("anna@lit");
  await expect(page.getByText("1 of 9")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "Name", exact: true })).toHaveValue("Litware");
  await page.goBack();
  await expect(page.getByRole("textbox", { name: "Search profiles" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByText("9 of 9")).toBeVisible();

  await page.keyboard.press("ArrowDown");
  await expect(list).toBeFocused();
  await page.keyboard.press("Shift+F10");
  const menu = page.getByRole("menu", { name: "More for Litware" });
  await expect(menu).toBeInViewport({ ratio: 1 });
  await accessible(page, "a profile's menu");
  await page.keyboard.press("Escape");
  await expect(list).toBeFocused();

  await page.keyboard.press("Delete");
  await expect(page.getByText("Deleted Litware", { exact: true })).toBeVisible();
  expect(JSON.parse((await home.run("profile", "list", "--json")).out)).toHaveLength(8);
  await page.keyboard.press("Control+z");
  await expect(list.getByRole("row", { name: /Litware/ })).toBeVisible();
  expect(JSON.parse((await home.run("profile", "list", "--json")).out)).toHaveLength(9);
});

test("several profiles are selected and exported by mouse, and the menu stands at the pointer", async ({ home, wizard }) => {
  await customersOf(home);
  const { page } = wizard;
  await page.reload();
  const row = (name: string) => page.getByRole("row", { name: new RegExp(name) });
  await row("Adatum").click({ position: { x: 300, y: 40 } });
  await row("Fabrikam").click({ position: { x: 300, y: 40 }, modifiers: ["Shift"] });
  const bar = page.getByRole("region", { name: "Selected profiles" });
  await expect(bar).toContainText("2 selected");
  const file = page.waitForEvent("download");
  await bar.getByRole("button", { name: "Export setup file" }).click();
  await file;
  await expect(page.getByText("Saved 2 setup files.").first()).toBeVisible();

  await row("Northwind").click({ button: "right", position: { x: 300, y: 40 } });
  const menu = page.getByRole("menu", { name: "More for Northwind" });
  await expect(menu).toBeInViewport({ ratio: 1 });
  await menu.getByRole("menuitem", { name: "Pin to the top" }).click();
  await expect(page.getByRole("row").nth(1)).toContainText("Northwind");

  await row("Wingtip").dblclick({ position: { x: 300, y: 40 } });
  await expect(page.getByRole("textbox", { name: "Name", exact: true })).toHaveValue("Wingtip");
});

import { expect, type Page } from "@playwright/test";
import axe, { type AxeResults } from "axe-core";

declare global {
  interface Window {
    axe: typeof axe | undefined;
  }
}

// accessible fails when axe finds something serious or critical on what is shown now. In
// dark it looks at the contrast only: nothing else depends on colours.
export async function accessible(page: Page, screen: string): Promise<void> {
  await inspected(page, screen, []);
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(() => page.evaluate(darkNow), `${screen}: is dark`).toBe(true);
  await inspected(page, `${screen}, dark`, ["color-contrast"]);
  await page.emulateMedia({ colorScheme: "light" });
  await expect.poll(() => page.evaluate(darkNow), `${screen}: is light again`).toBe(false);
}

// darkNow says by the color of the text which theme is shown.
function darkNow(): boolean {
  const shown = document.querySelector(".fui-FluentProvider") ?? document.body;
  const parts = getComputedStyle(shown).color.match(/\d+(\.\d+)?/g) ?? [];
  return parts.slice(0, 3).reduce((sum, part) => sum + Number(part), 0) > (3 * 255) / 2;
}

async function inspected(page: Page, screen: string, rules: string[]): Promise<void> {
  const { violations, passes } = await analysed(page, rules);
  expect(passes.length, `${screen}: axe looked`).toBeGreaterThan(rules.length > 0 ? 0 : 5);
  const bad = violations
    .filter((violation) => violation.impact === "serious" || violation.impact === "critical")
    .map((violation) => ({
      rule: `${violation.id}: ${violation.help}`,
      nodes: violation.nodes.map((node) => `${node.html.slice(0, 200)} ${node.failureSummary?.split("\n")[1]?.trim() ?? ""}`),
    }));
  expect.soft(bad, screen).toEqual([]);
}

// analysed is what axe finds by these rules, or by all. It is put into a page once, which is
// what takes the longest on a small page. Nothing that we show has frames.
async function analysed(page: Page, rules: string[]): Promise<AxeResults> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  return page.evaluate((values) => {
    if (!window.axe) throw new Error("the page was left");
    // What is in order is only counted, so that axe need not say where it is.
    // Fluent's focus helper puts hidden marks at the ends of a page that only pass the focus on.
    return window.axe.run({ exclude: [["[data-tabster-dummy]"]] }, { resultTypes: ["violations"], ...(values.length > 0 && { runOnly: { type: "rule", values } }) });
  }, rules);
}

import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

// accessible fails when axe finds something serious or critical on what is shown now; with
// rules it looks for those only.
export async function accessible(page: Page, screen: string, rules: string[] = []): Promise<void> {
  // Nothing that we show has frames: without a page of its own for them axe is twice as fast.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const { violations, passes } = await (rules.length > 0 ? axe.withRules(rules) : axe).analyze();
  expect(passes.length, `${screen}: axe looked`).toBeGreaterThan(rules.length > 0 ? 0 : 5);
  const bad = violations
    .filter((violation) => violation.impact === "serious" || violation.impact === "critical")
    .map((violation) => ({
      rule: `${violation.id}: ${violation.help}`,
      nodes: violation.nodes.map((node) => `${node.html.slice(0, 200)} ${node.failureSummary?.split("\n")[1]?.trim() ?? ""}`),
    }));
  expect.soft(bad, screen).toEqual([]);
}

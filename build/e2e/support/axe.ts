import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

// accessible fails when axe finds something serious or critical on what is shown now.
export async function accessible(page: Page, screen: string): Promise<void> {
  const { violations, passes } = await new AxeBuilder({ page }).analyze();
  expect(passes.length, `${screen}: axe looked`).toBeGreaterThan(5);
  const bad = violations
    .filter((violation) => violation.impact === "serious" || violation.impact === "critical")
    .map((violation) => ({
      rule: `${violation.id}: ${violation.help}`,
      nodes: violation.nodes.map((node) => `${node.html.slice(0, 200)} ${node.failureSummary?.split("\n")[1]?.trim() ?? ""}`),
    }));
  expect.soft(bad, screen).toEqual([]);
}

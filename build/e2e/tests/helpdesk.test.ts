import { accessible } from "../support/axe.ts";
import { expect, test } from "../support/fixture.ts";
import { helpdeskTour, openSetup } from "../support/helpdesk.ts";
import { passByPush } from "../support/paths.ts";
import { practiceUser } from "../support/practice.ts";

test("every screen of the helpdesk is accessible", async ({ home, wizard }) => {
  test.slow();
  await helpdeskTour(home, wizard, (screen) => accessible(wizard.page, screen));
});

test("a walkthrough is gone through by keyboard alone, and goes on where it was left", async ({ wizard }) => {
  test.slow();
  const { page } = wizard;
  // reach tabs until a control has the focus.
  const reach = async (role: "button" | "link" | "tab", name: string | RegExp) => {
    const control = page.getByRole(role, { name }).first();
    for (let presses = 0; presses < 60; presses++) {
      if (await control.evaluate((node) => node === document.activeElement)) return;
      await page.keyboard.press("Tab");
    }
    throw new Error(`${name} is not reached by Tab`);
  };
  await reach("link", "Helpdesk");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("tab", { name: "Systems" })).toBeVisible();
  await reach("button", /^Magentrix/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Magentrix", exact: true })).toBeFocused();
  await reach("button", /Enter the values in Magentrix/);
  await page.keyboard.press("Enter");
  const steps = page.getByRole("navigation", { name: "Steps" }).getByRole("button");
  await expect(steps.first()).toBeVisible();
  const count = await steps.count();
  expect(count).toBeGreaterThan(2);
  for (let step = 1; step <= count; step++) {
    await expect(page.getByText(`Step ${step} of ${count}`)).toBeVisible();
    // The step's own heading has the focus, so a screen reader reads it.
    await expect(page.getByRole("heading", { name: new RegExp(`^${step}\\. `) })).toBeFocused();
    await page.keyboard.press("Tab");
    const done = page.getByRole("checkbox", { name: "Done" });
    for (let presses = 0; presses < 30 && !(await done.evaluate((node) => node === document.activeElement)); presses++) {
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Space");
    await expect(done).toBeChecked();
    await reach("button", step < count ? "Next" : "Finish");
    await page.keyboard.press("Enter");
  }
  await expect(page.getByRole("heading", { name: "Magentrix", exact: true })).toBeVisible();
  await page.reload();
  // A reload comes back to the same page.
  await page.getByRole("button", { name: /Enter the values in Magentrix/ }).click();
  await expect(page.getByText(`${count} of ${count} done`)).toBeVisible();
});

for (const [recipe, walkthrough, pages] of [
  ["documentscorepack", "administrator", 8],
  ["magentrix", "client-secret", 8],
  ["mfa-rollout", "switch-on", 8],
] as const) {
  test(`${recipe}, ${walkthrough}: printed, nothing is cut off`, async ({ home, browser }) => {
    await home.run("profile", "create", "P", "--two-factor", "--application-id", "5d1f0c62-3b8e-4a57-9c40-7e2a1b96f3d8", "--redirect-uri", "http://localhost", "--tenant", "a-rather-long-name-of-a-tenant.onmicrosoft.com");
    const { out } = await home.run("guide", recipe, walkthrough, "--profile", "P", "--to", "html");
    expect(out.length).toBeLessThan(500 * 1024);
    // As wide as A4 paper is between its margins.
    const page = await browser.newPage({ viewport: { width: 673, height: 990 } });
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.setContent(out);
    await page.emulateMedia({ media: "print" });
    const cut = await page.evaluate(() =>
      [...document.querySelectorAll("body *")]
        .filter((node) => !node.closest("svg"))
        .filter((node) => node.getBoundingClientRect().right > document.documentElement.clientWidth + 1 || node.scrollWidth > node.clientWidth + 1)
        .filter((node) => getComputedStyle(node).display !== "inline")
        .map((node) => `${node.tagName} ${node.textContent?.slice(0, 60)}`),
    );
    expect(cut).toEqual([]);
    const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });
    const count = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    expect(count).toBeGreaterThanOrEqual(2);
    expect(count).toBeLessThanOrEqual(pages);
    expect(asked, "it needs nothing else").toEqual([]);
    await page.close();
  });
}

test("from a setup file to a tested practice profile in four actions", async ({ home, wizard, signIn }) => {
  const user = await practiceUser(home, "push@contoso.example");
  await home.run("profile", "create", "Contoso", "--cloud", "practice", "--two-factor", "--recipe", "documentscorepack", "--url", "https://contoso.crm4.practice.localhost");
  const { out } = await home.run("export", "Contoso", "--to", "setup", "--company", "Contoso IT");
  expect((await home.run("profile", "delete", "Contoso")).code).toBe(0);
  await wizard.page.reload();

  await openSetup(wizard, out); // 1
  await wizard.page.getByRole("button", { name: "Save and sign in" }).click(); // 2
  await signIn.open(await home.inbox.next());
  await passByPush(wizard, signIn, user);
  await signIn.endsWell();
  await wizard.choose("Contoso Sales"); // 3
  const answer = await wizard.testConnection(); // 4
  await expect(answer).toContainText("Anna Berg");
});

test("the roll-out's first user sets up the second factor, and ends in a profile that works", async ({ home, wizard, signIn }) => {
  const user = await practiceUser(home, "enrol@contoso.example");
  await home.run("profile", "create", "Enrolled", "--cloud", "practice", "--two-factor", "--redirect-uri", "http://localhost");
  await wizard.page.reload();
  await wizard.page.getByRole("button", { name: "Open Enrolled" }).first().click();
  await wizard.retrieve();
  await signIn.open(await home.inbox.next());
  await signIn.password(user);
  const { page } = signIn;
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("radio", { name: "Authenticator app: type a code" }).check();
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByRole("heading", { name: "Scan the QR code" })).toBeVisible();
  await wizard.phone.getByRole("button", { name: /Scan/ }).first().click();
  await page.getByRole("button", { name: "Next" }).click();
  await signIn.oneTimeCode(await wizard.code("enrol@contoso.example"));
  await page.getByRole("link", { name: "Not now" }).click();
  await page.getByRole("button", { name: "Done" }).click();
  await signIn.stay("No");
  await signIn.endsWell();
  await wizard.choose("Contoso Sales");
  await wizard.testConnection();
});

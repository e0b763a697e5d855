import { expect, test } from "../support/fixture.ts";
test("dump", async ({ wizard }) => {
  await wizard.newPractice();
  await wizard.save();
  await wizard.leaveCard();
  for (let i = 0; i < 3; i++) {
  console.log(await wizard.page.evaluate(() => [...document.querySelectorAll("[aria-hidden],[inert]")].filter(e=>e.tagName!=="svg").map(e => e.outerHTML.slice(0, 150)).join("\n")));
  await wizard.page.waitForTimeout(1500);
  }
  console.log(await wizard.page.evaluate(() => document.activeElement?.outerHTML.slice(0,200)));
});

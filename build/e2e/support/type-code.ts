import { expect } from "@playwright/test";
import type { Home } from "./home.ts";
import type { SignInPage } from "./signin-page.ts";
import type { Wizard } from "./wizard.ts";

// typeCode does what the panel says: opens the page and types the code there.
export async function typeCode(home: Home, wizard: Wizard, signIn: SignInPage): Promise<string> {
  await expect(wizard.dialog.getByRole("heading", { name: "Type this code on the sign-in page" })).toBeVisible();
  const code = (await wizard.dialog.getByTestId("user-code").innerText()).replace(/\s/g, "");
  const link = wizard.dialog.getByRole("button", { name: /^Open .*devicelogin$/ });
  await link.click();
  const address = await home.inbox.next();
  expect(address).toContain((await link.innerText()).trim());
  await signIn.open(address);
  await signIn.page.getByLabel("Code").fill(code);
  await signIn.page.getByRole("button", { name: "Next" }).click();
  return code;
}

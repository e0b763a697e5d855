import { expect, test } from "../support/fixture.ts";
import { practiceApp, practiceUser } from "../support/practice.ts";
import { noSecretLeft } from "../support/sweep.ts";

const redirectUri = "https://www.softwareag.com/corporate/default.html";

test("exchanges a code by hand, and does it on request", { tag: "@full" }, async ({ home, wizard, signIn }) => {
  const user = await practiceUser(home, "password@contoso.example");
  const app = await practiceApp(home, "Integration Cloud");
  const [secret] = app.secrets;
  if (!secret) throw new Error("no secret");
  const ended = await signIn.endsOn("https://www.softwareag.com");
  await wizard.newPractice();
  await wizard.name("By hand");
  await wizard.twoFactor({ applicationId: app.applicationId, redirectUri });
  await wizard.otherWays();
  await wizard.press("Exchange a code by hand...");

  const sheet = wizard.page.getByRole("region", { name: "Exchange a code by hand" });
  await sheet.getByRole("textbox", { name: "Organization's address" }).fill("https://contoso.crm4.practice.localhost");
  await sheet.getByRole("button", { name: "Show the steps" }).click();
  await sheet.getByRole("button", { name: "Open the address" }).click();
  const address = await home.inbox.next();
  expect(new URL(address).pathname).toMatch(/\/oauth2\/authorize$/);
  expect(new URL(address).searchParams.get("resource")).toBe("https://contoso.crm4.practice.localhost");
  await signIn.open(address);
  await signIn.password(user);
  await signIn.stay("No");
  const back = await ended();

  await test.step("an edited state is turned down, and the box stays", async () => {
    const other = new URL(back);
    other.searchParams.set("state", "edited");
    await sheet.getByRole("textbox", { name: "Address from the browser" }).fill(other.href);
    await sheet.getByRole("button", { name: "Read the code" }).click();
    await expect(sheet.getByRole("alert").first()).toBeVisible();
  });
  await sheet.getByRole("textbox", { name: "Address from the browser" }).fill(back);
  await sheet.getByRole("button", { name: "Read the code" }).click();
  await expect(sheet.getByText("The code was read. It works once.")).toBeVisible();
  const code = new URL(back).searchParams.get("code") ?? "";
  await expect(sheet.getByText(code)).toBeHidden();

  await sheet.getByLabel("Client secret", { exact: true }).fill(secret.value);
  await sheet.getByRole("button", { name: "Exchange for me" }).click();
  await expect(sheet.getByText("The exchange worked")).toBeVisible();
  await expect(sheet.getByText("password@contoso.example")).toBeVisible();
  await expect(sheet.getByText(/eyJ/)).toBeHidden();
  noSecretLeft(home, { "client secret": secret.value, "authorization code": code, password: user.password });
});

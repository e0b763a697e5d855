import type { Page } from "@playwright/test";
import { Desk } from "../support/desk.ts";
import { expect, test } from "../support/fixture.ts";
import { fillIn } from "../support/paths.ts";
import { keep, pictureOf } from "../support/pictures.ts";
import { practiceUser } from "../support/practice.ts";

for (const colorScheme of ["light", "dark"] as const) {
  const take = async (page: Page, name: string) => keep(`${name}-${colorScheme}`, await pictureOf(page));

  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("the desk, and the phone of a second screen", async ({ home, wizard, signIn }) => {
      test.slow();
      const { page } = wizard;
      const desk = new Desk(page);
      await desk.open();
      await expect(page.getByText("push@contoso.example")).toBeVisible();
      await take(page, "practice");
      await desk.choose("People", "blocked@contoso.example");
      await expect(desk.dialog.getByRole("button", { name: "Unblock" })).toBeVisible();
      await take(page, "desk-person");
      await desk.choose("Registrations", "Integration Cloud");
      await take(page, "desk-registration");
      await desk.tab("Policies");
      await expect(desk.dialog.getByRole("switch", { name: "Security defaults" })).toBeVisible();
      await take(page, "desk-policies");
      await desk.close();

      await fillIn(home, wizard, "Contoso Sales");
      await wizard.retrieve();
      await signIn.open(await home.inbox.next());
      await page.getByRole("button", { name: "Open the phone on a second screen" }).click();
      const phone = await page.context().newPage();
      await phone.goto(await home.inbox.next());
      await signIn.password(await practiceUser(home, "push@contoso.example"));
      await phone.getByRole("textbox", { name: "Number shown in the browser" }).fill(await signIn.number());
      await take(phone, "phone-page");
      await phone.getByRole("button", { name: "Yes" }).click();
      await signIn.stay("No");
      await signIn.endsWell();
      await wizard.press("Cancel");
      await page.getByRole("button", { name: "Leave without saving" }).click();
      await desk.open();
      await desk.tab("Sign-in log");
      await desk.dialog.getByRole("row").nth(1).click();
      await expect(desk.dialog.getByRole("region", { name: "The chosen sign-in" })).toBeVisible();
      await take(page, "desk-log");
    });
  });
}

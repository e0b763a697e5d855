import { test } from "../support/fixture.ts";
import { helpdeskTour } from "../support/helpdesk.ts";
import { keep, pictureOf } from "../support/pictures.ts";

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("the helpdesk", async ({ home, wizard }) => {
      test.slow();
      await helpdeskTour(home, wizard, async (screen) => keep(`${screen}-${colorScheme}`, await pictureOf(wizard.page)));
    });
  });
}

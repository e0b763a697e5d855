import { accessible } from "../support/axe.ts";
import { test } from "../support/fixture.ts";
import { tour } from "../support/tour.ts";

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(() => {
    test.use({ colorScheme });

    test(`every screen is accessible, ${colorScheme}`, async ({ home, wizard, signIn }) => {
      test.slow();
      await signIn.page.emulateMedia({ colorScheme });
      await tour(home, wizard, signIn, (screen, on) =>
        accessible(on === "wizard" ? wizard.page : signIn.page, `${screen}, ${colorScheme}`),
      );
    });
  });
}

import { accessible } from "../support/axe.ts";
import { test } from "../support/fixture.ts";
import { tour } from "../support/tour.ts";

test("every screen is accessible", async ({ home, wizard, signIn }) => {
  test.slow();
  await tour(home, wizard, signIn, (screen, on) =>
    accessible(on === "wizard" ? wizard.page : signIn.page, screen),
  );
});

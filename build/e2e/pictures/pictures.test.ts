import { Desktop } from "../support/desktop.ts";
import { test } from "../support/fixture.ts";
import { keep, pictureOf } from "../support/pictures.ts";
import { practiceUser } from "../support/practice.ts";
import { type Screen, tour } from "../support/tour.ts";
import { windowPath } from "../support/window-path.ts";

// The screens that the README shows, and what their pictures are called.
const wanted: Partial<Record<Screen, string>> = {
  welcome: "welcome",
  dialog: "dialog",
  errors: "two-factor-errors",
  explained: "browser-error-explained",
  prompt: "signing-in",
  number: "sign-in-page",
  works: "organizations",
  values: "values",
  home: "home",
};

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("browser mode and the sign-in page", async ({ home, wizard, signIn }) => {
      await signIn.page.emulateMedia({ colorScheme });
      await signIn.page.setViewportSize({ width: 640, height: 640 });
      await tour(home, wizard, signIn, async (screen, on) => {
        const name = wanted[screen];
        if (!name) return;
        const page = on === "wizard" ? wizard.page : signIn.page;
        keep(`${name}-${colorScheme}`, await pictureOf(page));
      });
    });

    test("the window", async ({ home, signIn }) => {
      const window = await Desktop.open(home, colorScheme);
      try {
        const user = await practiceUser(home, "push@contoso.example");
        await windowPath(home, window, signIn, user, "Contoso Sales");
        keep(`window-${colorScheme}`, await window.driver.screenshot());
      } finally {
        await window.close();
      }
    });
  });
}

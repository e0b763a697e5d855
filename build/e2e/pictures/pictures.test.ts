import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Desktop } from "../support/desktop.ts";
import { expect, test } from "../support/fixture.ts";
import { practiceUser } from "../support/practice.ts";
import { picturesDirectory } from "../support/programs.ts";
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

const largest = 150 * 1024;

for (const colorScheme of ["light", "dark"] as const) {
  const keep = (name: string, picture: Buffer) => {
    mkdirSync(picturesDirectory, { recursive: true });
    const path = join(picturesDirectory, `${name}-${colorScheme}.png`);
    writeFileSync(path, picture);
    expect(statSync(path).size, path).toBeLessThanOrEqual(largest);
  };

  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("browser mode and the sign-in page", async ({ home, wizard, signIn }) => {
      await signIn.page.emulateMedia({ colorScheme });
      await signIn.page.setViewportSize({ width: 640, height: 640 });
      await tour(home, wizard, signIn, async (screen, on) => {
        const name = wanted[screen];
        if (!name) return;
        const page = on === "wizard" ? wizard.page : signIn.page;
        // A pointer that rests somewhere would light up what is below it.
        await page.mouse.move(0, 0);
        keep(name, await page.screenshot({ animations: "disabled", caret: "hide" }));
      });
    });

    test("the window", async ({ home, signIn }) => {
      const window = await Desktop.open(home, colorScheme);
      try {
        const user = await practiceUser(home, "push@contoso.example");
        await windowPath(home, window, signIn, user, "Contoso Sales");
        keep("window", await window.driver.screenshot());
      } finally {
        await window.close();
      }
    });
  });
}

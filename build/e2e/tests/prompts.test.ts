import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { accessible } from "../support/axe.ts";
import { gallery, galleryPath, galleryPictures } from "../support/gallery.ts";
import { type Walk, walks } from "../support/prompts.ts";
import { expect, test } from "../support/tenant.ts";
import type { Visitor } from "../support/visitor.ts";

const templates = fileURLToPath(new URL("../../../app/practice/entra/pages/templates", import.meta.url));

// passed over by a browser that runs scripts: it posts itself to the program.
const unseen = ["formpost"];

test("every page of the practice tenant is walked to", () => {
  const walked = Object.values(walks).flatMap((walk) => Object.values(walk.shows));
  const all = readdirSync(templates)
    .map((file) => file.replace(/\.html$/, ""))
    .filter((name) => name !== "layout");
  expect([...new Set(walked), ...unseen].sort()).toEqual(all.sort());
});

test("the gallery in docs/ shows every page", () => {
  expect(readFileSync(galleryPath, "utf8"), "make screenshots").toBe(gallery());
  const missing = Object.values(walks)
    .flatMap((walk) => Object.keys(walk.shows))
    .filter((name) => !existsSync(join(dirname(galleryPath), "pictures", galleryPictures, `${name}.png`)));
  expect(missing, "make screenshots").toEqual([]);
});

// inspected says that a page is the one that it should be, marked as practice, and without
// anything that axe finds serious, in light and dark.
async function inspected(visitor: Visitor, walk: Walk, picture: string): Promise<void> {
  const { page } = visitor;
  await visitor.on(walk.shows[picture] ?? "a page that the walk doesn't name");
  await expect(page).toHaveTitle(/ - PRACTICE$/);
  await expect(page.getByRole("banner")).toContainText("PRACTICE This is Latchkey's practice tenant.");
  // Scripts press the one input[type=submit] that they see.
  expect(await page.locator("input[type=submit]:visible").count(), `${picture}: submit buttons`).toBeLessThanOrEqual(1);
  await accessible(page, picture);
}

for (const [name, walk] of Object.entries(walks)) {
  test(`${name}: ${walk.title}`, async ({ visitor }) => {
    const looked: string[] = [];
    await walk.go(visitor, async (picture) => {
      looked.push(picture);
      await inspected(visitor, walk, picture);
    });
    expect(looked).toEqual(Object.keys(walk.shows));
  });
}

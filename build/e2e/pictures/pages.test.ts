import { writeFileSync } from "node:fs";
import { gallery, galleryPath, galleryPictures } from "../support/gallery.ts";
import { keep, pictureOf } from "../support/pictures.ts";
import { walks } from "../support/prompts.ts";
import { test } from "../support/tenant.ts";

test.use({ viewport: { width: 480, height: 420 } });

for (const [name, walk] of Object.entries(walks)) {
  test(`pages of ${name}`, async ({ visitor }) => {
    await walk.go(visitor, async (picture) => keep(`${galleryPictures}/${picture}`, await pictureOf(visitor.page, true)));
  });
}

test("the page that shows them", () => {
  writeFileSync(galleryPath, gallery());
});

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { picturesDirectory } from "./programs.ts";

const largest = 150 * 1024;

// keep puts a picture into docs/pictures. Large ones are refused: they stay in the
// repository's history for good.
export function keep(name: string, picture: Buffer): void {
  const path = join(picturesDirectory, `${name}.png`);
  expect(picture.length, path).toBeLessThanOrEqual(largest);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, picture);
}

// pictureOf is a page without what moves. A pointer that rests somewhere would light up
// what is below it.
export async function pictureOf(page: Page, fullPage = false): Promise<Buffer> {
  await page.mouse.move(0, 0);
  return page.screenshot({ animations: "disabled", caret: "hide", fullPage });
}

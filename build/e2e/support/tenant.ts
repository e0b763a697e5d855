import { test as base, expect } from "@playwright/test";
import { Control } from "./control.ts";
import { Home } from "./home.ts";
import { Visitor } from "./visitor.ts";

interface Fixtures {
  // visitor is a person whom a program that is not Latchkey sends to the tenant's pages,
  // which are as they were at first.
  visitor: Visitor;
}

interface WorkerFixtures {
  // control is that of a practice tenant that the tests of one worker share.
  control: Control;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  control: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names from it
    async ({}, use) => {
      const home = await Home.make();
      await use(await Control.open(home));
      await home.remove();
    },
    { scope: "worker" },
  ],
  visitor: async ({ control, page }, use) => {
    await control.post("/reset");
    const visitor = await Visitor.make(page, control);
    await use(visitor);
    await visitor.leave();
  },
});

export { expect };

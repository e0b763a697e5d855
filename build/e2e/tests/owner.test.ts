import { expect, test as base } from "../support/fixture.ts";
import { fillIn } from "../support/paths.ts";
import { practiceUser } from "../support/practice.ts";
import type { Child } from "../support/process.ts";

// Another process of the same person, "latchkey practice", was there first and so runs
// the practice tenant; browser mode joins it.
const test = base.extend<{ owner: Child }>({
  owner: async ({ home }, use) => {
    const owner = home.start(["practice", "--json"]);
    await owner.says(/^\{.*\}$/m);
    await use(owner);
  },
  server: async ({ owner: _, home }, use) => {
    await use(home.start(["serve", "--no-open"]));
  },
});

test("the practice tenant's owner is killed half-way, and the sign-in goes on", async ({ home, owner, wizard, signIn }) => {
  const user = await practiceUser(home, "push@contoso.example");
  await fillIn(home, wizard, "Orphaned");
  await wizard.retrieve();
  await signIn.open(await home.inbox.next());
  await signIn.password(user);
  const number = await signIn.number();

  owner.process.kill("SIGKILL");
  await owner.exit();

  await wizard.approve(number);
  await signIn.stay("No");
  await signIn.endsWell();
  await expect(wizard.grid).toBeVisible();
});

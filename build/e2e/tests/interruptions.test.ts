import { expect, test } from "../support/fixture.ts";
import { listens } from "../support/listener.ts";
import { fillIn, linkOf, passByPush } from "../support/paths.ts";
import { practiceUser } from "../support/practice.ts";
import { SignInPage } from "../support/signin-page.ts";

test("Cancel ends the waiting and closes the listener", async ({ home, wizard }) => {
  await fillIn(home, wizard, "Cancelled");
  await wizard.retrieve();
  const { redirect } = linkOf(await home.inbox.next());
  expect(await listens(redirect)).toBe(true);

  await wizard.press("Cancel");
  await expect(wizard.dialog.getByRole("button", { name: "Retrieve all Organizations" })).toBeVisible();
  await expect(wizard.dialog.getByRole("textbox", { name: "Name", exact: true })).toHaveValue("Cancelled");
  await expect.poll(() => listens(redirect)).toBe(false);
});

test("Esc ends the waiting and keeps what was typed", async ({ home, wizard }) => {
  await fillIn(home, wizard, "Escaped");
  await wizard.retrieve();
  const { redirect } = linkOf(await home.inbox.next());
  await expect(wizard.dialog.getByRole("heading", { name: "Finish the sign-in in your browser" })).toBeFocused();
  await wizard.page.keyboard.press("Escape");
  await expect(wizard.dialog.getByRole("textbox", { name: "Name", exact: true })).toHaveValue("Escaped");
  await expect.poll(() => listens(redirect)).toBe(false);
});

test("Open again opens the same sign-in once more", async ({ home, wizard, signIn }) => {
  const user = await practiceUser(home, "push@contoso.example");
  await fillIn(home, wizard, "Twice");
  await wizard.retrieve();
  const first = await home.inbox.next();
  await wizard.press("Open again");
  expect(await home.inbox.next()).toBe(first);

  await signIn.open(first);
  await passByPush(wizard, signIn, user, "Yes");
  await signIn.endsWell();
  await expect(wizard.grid).toBeVisible();
});

test("a new attempt has nothing to do with the link of a cancelled one", async ({ home, wizard, signIn }) => {
  const user = await practiceUser(home, "push@contoso.example");
  await fillIn(home, wizard, "Retried");
  await wizard.retrieve();
  const cancelled = await home.inbox.next();
  await wizard.press("Cancel");
  await wizard.retrieve();
  const current = await home.inbox.next();
  expect(linkOf(current).state).not.toBe(linkOf(cancelled).state);

  await signIn.open(cancelled);
  await passByPush(wizard, signIn, user, "Yes");
  // The browser is sent to where nobody listens any more, or is turned away.
  await expect.poll(() => signIn.codes.length).toBe(1);
  await expect(wizard.dialog.getByRole("heading", { name: "Finish the sign-in in your browser" })).toBeVisible();
  await expect(signIn.page.getByText("You can go back to Latchkey")).toBeHidden();

  await signIn.open(current);
  await signIn.pick(user);
  await signIn.endsWell();
  await expect(wizard.grid).toBeVisible();
});

test("a browser page that was closed can be opened again", async ({ home, wizard, signIn }) => {
  const user = await practiceUser(home, "push@contoso.example");
  await fillIn(home, wizard, "Closed");
  await wizard.retrieve();
  await signIn.open(await home.inbox.next());
  await signIn.password(user);
  await signIn.number();
  const context = signIn.page.context();
  await signIn.page.close();
  // Nobody tells Latchkey that the page was closed: it waits.
  await expect(wizard.dialog.getByRole("heading", { name: "Finish the sign-in in your browser" })).toBeVisible();

  await wizard.press("Open again");
  const again = new SignInPage(await context.newPage());
  await again.open(await home.inbox.next());
  await again.password(user);
  const number = await again.number();
  await wizard.phone.getByRole("textbox", { name: "Number shown in the browser" }).last().fill(number);
  await wizard.phone.getByRole("button", { name: "Yes" }).last().click();
  await again.stay("No");
  await again.endsWell();
  await expect(wizard.grid).toBeVisible();
});

test("a denied push is said in the browser, and another request works", async ({ home, wizard, signIn }) => {
  const user = await practiceUser(home, "push@contoso.example");
  await fillIn(home, wizard, "Denied");
  await wizard.retrieve();
  await signIn.open(await home.inbox.next());
  await signIn.password(user);
  await signIn.number();
  await wizard.phone.getByRole("button", { name: "No", exact: true }).click();
  await expect(signIn.page.getByRole("alert")).toContainText("AADSTS500121");
  await signIn.page.getByRole("button", { name: "Send another request" }).click();
  await wizard.approve(await signIn.number());
  await signIn.stay("No");
  await signIn.endsWell();
  await expect(wizard.grid).toBeVisible();
});

import { accessible } from "../support/axe.ts";
import { Control } from "../support/control.ts";
import { Desk } from "../support/desk.ts";
import { expect, test } from "../support/fixture.ts";
import { fillIn } from "../support/paths.ts";
import { practiceUser } from "../support/practice.ts";

test("who is blocked at the desk is told on the sign-in page, and the log says why", async ({ home, wizard, signIn }) => {
  const user = await practiceUser(home, "push@contoso.example");
  const desk = new Desk(wizard.page);
  await desk.open();
  await desk.choose("People", user.userPrincipalName);
  await desk.press("Block");
  await expect(desk.dialog.getByText("blocked", { exact: true })).toBeVisible();
  await desk.close();

  await fillIn(home, wizard, "Blocked");
  await wizard.retrieve();
  await signIn.open(await home.inbox.next());
  await signIn.password(user);
  await expect(signIn.page.locator("body")).toContainText("AADSTS500121");
  await expect(wizard.phone.getByRole("group", { name: "Sign in?" })).toBeHidden();
  await wizard.press("Cancel");
  await wizard.press("Cancel");
  await wizard.page.getByRole("button", { name: "Leave without saving" }).click();

  await desk.open();
  await desk.tab("Sign-in log");
  const row = desk.dialog.getByRole("row").filter({ hasText: "AADSTS500121" }).first();
  await expect(row).toContainText(user.userPrincipalName);
  await row.click();
  const details = desk.dialog.getByRole("region", { name: "The chosen sign-in" });
  await expect(details).toContainText("blocked");
  await details.getByRole("button", { name: "AADSTS500121" }).click();
  await expect(wizard.page.getByRole("dialog", { name: "AADSTS500121" })).toContainText("What you can do");
});

test("a registration that is edited wrongly says AADSTS7000218, and works again when mended", async ({
  home,
  wizard,
  signIn,
}) => {
  const user = await practiceUser(home, "push@contoso.example");
  const desk = new Desk(wizard.page);
  await desk.open();
  await desk.choose("Registrations", "DocumentsCorePack Client");
  const faults = desk.dialog.getByRole("complementary", { name: "Errors that people get" });
  await expect(faults).not.toContainText("AADSTS7000218");
  await desk.dialog.getByRole("combobox", { name: "Platform" }).selectOption("Web");
  await expect(faults).toContainText("AADSTS7000218");
  await desk.save();
  await desk.close();

  await fillIn(home, wizard, "Wrong platform");
  await wizard.retrieve();
  await signIn.open(await home.inbox.next());
  await signIn.password(user);
  await wizard.approve(await signIn.number());
  await signIn.stay("Yes");
  await expect(wizard.dialog.getByRole("heading", { name: "App is registered as a web site" })).toBeVisible();
  await wizard.dialog.locator("summary", { hasText: "Details" }).first().click();
  await expect(wizard.dialog).toContainText("AADSTS7000218");
  await wizard.press("Back");
  await wizard.press("Cancel");
  await wizard.page.getByRole("button", { name: "Leave without saving" }).click();

  await desk.open();
  await desk.choose("Registrations", "DocumentsCorePack Client");
  await desk.dialog.getByRole("combobox", { name: "Platform" }).selectOption("Mobile and desktop applications");
  await desk.dialog.getByRole("switch", { name: "Allow public client flows" }).check();
  await desk.save();
  await desk.close();
  await fillIn(home, wizard, "Mended");
  await wizard.retrieve();
  await signIn.open(await home.inbox.next());
  await signIn.pick(user);
  await signIn.endsWell();
  await expect(wizard.grid).toBeVisible();
});

test("the desk is accessible", async ({ wizard }) => {
  test.slow();
  const { page } = wizard;
  const desk = new Desk(page);
  await desk.open();
  const looked = (what: string) => accessible(page, what);
  await looked("rehearse");
  await desk.choose("People", "blocked@contoso.example");
  await desk.press("Temporary Access Pass");
  await desk.press("Issue");
  await looked("a person");
  await desk.press("People");
  await expect(desk.dialog.getByRole("grid", { name: "People" })).toBeVisible();
  await looked("people");
  await desk.choose("Registrations", "Integration Cloud");
  await looked("a registration");
  await desk.press("AADSTS7000218");
  await looked("a code explained");
  await page.keyboard.press("Escape");
  await desk.tab("Policies");
  await desk.press("Add a rule");
  await desk.dialog.getByRole("textbox", { name: "Name" }).fill("No devices");
  await looked("a rule");
  await desk.press("Save");
  await expect(desk.dialog.getByText("everybody · every registration · every way")).toBeVisible();
  await looked("policies");
  await desk.tab("Sign-in log");
  await looked("the log");
  await desk.tab("Consent requests");
  await looked("consent requests");
  await desk.tab("Lessons and clock");
  await expect(desk.dialog.getByText("Number matching and fraud")).toBeVisible();
  await looked("lessons");
});

test("a lesson is loaded, and a reset brings everybody back", async ({ wizard }) => {
  const desk = new Desk(wizard.page);
  await desk.open();
  await desk.tab("Lessons and clock");
  await desk.press("Load First sign-in: registering a second factor");
  await wizard.page.getByRole("alertdialog").getByRole("button", { name: "Load", exact: true }).click();
  await expect(desk.dialog.getByText("loaded", { exact: true })).toBeVisible();
  await desk.tab("People");
  // Only rows in sight exist.
  const nina = desk.dialog.getByRole("row").filter({ hasText: "nina@contoso.example" });
  await desk.dialog.getByRole("textbox", { name: "Filter people" }).fill("nina");
  await expect(nina).toBeVisible();
  await desk.press("Reset practice");
  await wizard.page.getByRole("alertdialog").getByRole("button", { name: "Reset practice" }).click();
  await expect(nina).toBeHidden();
  await expect(desk.dialog.getByText("Nothing matches the filter.")).toBeVisible();
});

test("a thousand people are at hand at once", async ({ home, wizard, signIn }) => {
  await (await Control.open(home)).scenario("extends: contoso\npeople: 1000\n");
  const desk = new Desk(wizard.page);
  await desk.open();
  await expect(desk.dialog.getByText(/^[\d,]+ more on the tab People\.$/)).toBeVisible();
  await desk.tab("People");
  const grid = desk.dialog.getByRole("grid", { name: "People" });
  await expect(grid).toHaveAttribute("aria-rowcount", /^10\d\d$/);
  expect(await grid.getByRole("row").count()).toBeLessThan(60);
  await grid.focus();
  const before = Date.now();
  await wizard.page.keyboard.press("End");
  await wizard.page.keyboard.press("Enter");
  await expect(desk.dialog.getByRole("heading", { name: "user1000@contoso.example" })).toBeFocused();
  expect(Date.now() - before, "milliseconds to the last of them").toBeLessThan(3000);
  await desk.close();

  const user = await practiceUser(home, "user0777@contoso.example");
  await fillIn(home, wizard, "Crowd");
  await wizard.retrieve();
  await signIn.open(await home.inbox.next());
  await signIn.password(user);
  await expect(wizard.phone.getByText(/more codes\. Choose a person/)).toBeVisible();
  await wizard.phone.getByRole("combobox", { name: "Phone of" }).selectOption(user.userPrincipalName);
  await expect(wizard.phone.getByText(/more codes/)).toBeHidden();
  await signIn.oneTimeCode(await wizard.code(user.userPrincipalName));
  await signIn.stay("No");
  await signIn.endsWell();
});

import { expect, test } from "../support/fixture.ts";
import { practiceApp } from "../support/practice.ts";

// The three mistakes after which Entra stops in the browser and Latchkey gets no answer:
// the person copies what the page says and Latchkey explains it.
const mistakes = [
  {
    title: "an ApplicationID that nobody registered",
    applicationId: "12345678-1234-4234-8234-123456789abc",
    code: "AADSTS700016",
    next: "Change ApplicationID",
    field: "ApplicationID",
  },
  {
    title: "a redirect URI that is not registered",
    redirectUri: "http://localhost/nowhere",
    code: "AADSTS50011",
    next: "Change Redirect URI",
    field: "Redirect URI",
  },
  {
    title: "no tenant for a single-tenant registration",
    where: "",
    code: "AADSTS50194",
    next: "Change e-mail, address or tenant",
    field: "E-mail, organization address or tenant",
  },
];

for (const mistake of mistakes) {
  test(`explains ${mistake.title}`, async ({ home, wizard, signIn }) => {
    const app = await practiceApp(home);
    await wizard.newPractice();
    await wizard.name("With a mistake");
    if (mistake.where !== undefined) await wizard.where(mistake.where);
    await wizard.twoFactor({
      applicationId: mistake.applicationId ?? app.applicationId,
      redirectUri: mistake.redirectUri ?? "http://localhost",
    });
    await wizard.retrieve();

    await signIn.open(await home.inbox.next());
    await expect(signIn.page.getByRole("alert")).toContainText(mistake.code);
    const copied = await signIn.text();

    await wizard.press("The browser shows an error");
    await wizard.dialog.getByRole("textbox", { name: "Copy everything the page says" }).fill(copied);
    await wizard.press("Explain");
    const explained = wizard.dialog.getByRole("status").filter({ hasText: "What you can do" });
    await explained.getByText("Details", { exact: true }).click();
    await expect(explained).toContainText(mistake.code);

    // The next step leads to the field that is wrong, and ends the waiting.
    await explained.getByRole("button", { name: mistake.next, exact: true }).click();
    await expect(wizard.dialog.getByRole("textbox", { name: mistake.field })).toBeFocused();
  });
}

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Control } from "../support/control.ts";
import { expect, test } from "../support/fixture.ts";
import { type App, practiceApp } from "../support/practice.ts";
import { noSecretLeft } from "../support/sweep.ts";
import { tokenFromTerminal } from "../support/token.ts";
import type { Wizard } from "../support/wizard.ts";

const organization = "https://contoso.crm4.practice.localhost";

// asApplication makes a practice profile for a registration that signs in by itself.
async function asApplication(wizard: Wizard, app: App, name: string): Promise<void> {
  await wizard.newPractice();
  await wizard.name(name);
  await wizard.otherWays();
  await wizard.dialog.getByRole("radio", { name: "an application (client secret or certificate)" }).check();
  await wizard.applicationId.fill(app.applicationId);
}

// typeAddress picks the organization, which an application can't ask for.
async function typeAddress(wizard: Wizard): Promise<void> {
  await wizard.dialog.getByRole("textbox", { name: "Organization's address" }).fill(organization);
  await wizard.press("Use this address");
}

test("an application signs in with its client secret", async ({ home, wizard }) => {
  const app = await practiceApp(home, "Integration Cloud");
  const [secret] = app.secrets;
  if (!secret) throw new Error("no secret");
  await asApplication(wizard, app, "Nightly");

  await test.step("the secret's ID instead of its value is recognised", async () => {
    await wizard.dialog.getByLabel("Client secret (the Value)").fill(secret.id);
    await wizard.press("Use this secret");
    await expect(wizard.dialog.getByText("This is the secret's ID, not its Value")).toBeVisible();
  });
  await wizard.dialog.getByLabel("Client secret (the Value)").fill(secret.value);
  await wizard.press("Use this secret");
  await expect(wizard.dialog.getByText("A client secret is set")).toBeVisible();
  await typeAddress(wizard);
  await wizard.testConnection();
  await wizard.save();

  const token = await tokenFromTerminal(home, "Nightly");
  noSecretLeft(home, { "access token": token, "client secret": secret.value });
});

test("an application signs in with its certificate", async ({ home, wizard }) => {
  const app = await practiceApp(home, "Integration Cloud");
  const at = (name: string) => join(home.directory, name);
  execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "20", "-subj", "/CN=Nightly",
    "-keyout", at("key.pem"), "-out", at("cert.pem")], { stdio: "ignore" });
  execFileSync("openssl", ["pkcs12", "-export", "-inkey", at("key.pem"), "-in", at("cert.pem"), "-out", at("nightly.pfx"),
    "-passout", "pass:rehearsal-1"], { stdio: "ignore" });
  const control = await Control.open(home);
  await control.certificate(app.applicationId, readFileSync(at("cert.pem"), "utf8"));
  await asApplication(wizard, app, "By certificate");
  await wizard.dialog.getByRole("combobox", { name: "Credential" }).selectOption("Certificate");
  await wizard.dialog.locator("input[type=file]").first().setInputFiles(at("nightly.pfx"));

  await test.step("a wrong passphrase is said, and the file stays chosen", async () => {
    await wizard.dialog.getByLabel("Passphrase of the file").fill("wrong");
    await wizard.press("Use this certificate");
    await expect(wizard.dialog.getByRole("alert").first()).toContainText(/passphrase/i);
    await expect(wizard.dialog.getByText("Chosen: nightly.pfx")).toBeVisible();
  });
  await wizard.dialog.getByLabel("Passphrase of the file").fill("rehearsal-1");
  await wizard.press("Use this certificate");
  await expect(wizard.dialog.getByText("CN=Nightly")).toBeVisible();
  await expect(wizard.dialog.getByText(/expires in (19|20) days/)).toBeVisible();
  await typeAddress(wizard);
  await wizard.testConnection();
  await wizard.save();
  await wizard.leaveCard();
  await expect(wizard.page.getByText(/expires in (19|20) days/)).toBeVisible();

  const token = await tokenFromTerminal(home, "By certificate");
  noSecretLeft(home, { "access token": token, passphrase: "rehearsal-1" });
});

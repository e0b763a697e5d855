import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { test } from "../support/fixture.ts";
import { ForeignProgram } from "../support/foreign.ts";

// Latchkey at an authority that nobody of its authors wrote.
test("oidc-provider: signs in, stays signed in, signs out", async ({ home, browser }) => {
  const file = (name: string) => join(home.directory, "tmp", name);
  const [certificate, key] = [file("lab.pem"), file("lab-key.pem")];
  execFileSync(
    "openssl",
    ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=Lab"].concat(
      ["-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate],
    ),
    { stdio: "ignore" },
  );
  const authority = ForeignProgram.start({}, "authority", certificate, key);
  try {
    const { host } = new URL(await authority.opens());
    const latchkey = async (...args: string[]) => {
      const { code, out, err } = await home.run(...args);
      return { code, text: out + err };
    };
    const hosts = ["authority", "discovery", "organization"].flatMap((name) => [`--${name}-host`, host]);
    const tenant = ["--tenant", "6c1f0c62-3b8e-4a57-9c40-7e2a1b96f3d8", "--application-id", "2d1f0c62-3b8e-4a57-9c40-7e2a1b96f3d8"];
    const created = await latchkey(
      ...["profile", "create", "Lab", "--cloud", "custom", ...hosts, "--ca-file", certificate, "--confirm-hosts"],
      ...["--two-factor", "--redirect-uri", "http://localhost", ...tenant],
    );
    expect(created.text).toContain('saved "Lab"');

    const context = await browser.newContext({ ignoreHTTPSErrors: true });
    const page = await context.newPage();
    const signIn = latchkey("signin", "Lab");
    await page.goto(await home.inbox.next());
    await page.locator("input[name=login]").fill("anna");
    await page.locator("input[name=password]").fill("anything");
    await page.getByRole("button", { name: "Sign-in" }).click();
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page.getByText("You can go back to Latchkey")).toBeVisible();
    expect(await signIn).toMatchObject({ code: 0, text: expect.stringContaining("signed in as anna") });
    await context.close();

    expect(await latchkey("session", "Lab")).toMatchObject({ code: 0, text: expect.stringContaining("anna") });
    expect(await latchkey("orgs", "Lab")).toMatchObject({ code: 0, text: expect.stringContaining("Lab") });
    expect(await latchkey("signout", "Lab")).toMatchObject({ code: 0, text: expect.stringContaining("signed out") });
    expect((await latchkey("token", "Lab")).code).toBe(3);
    expect((await latchkey("orgs", "Lab", "--no-browser")).code).not.toBe(0);
  } finally {
    await authority.stop();
  }
});

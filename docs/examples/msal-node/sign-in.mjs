// The program under test: MSAL Node signs a person in through the browser, and a second
// factor is asked for. The browser is driven with the element ids of Entra's own pages, as
// in a script for a real tenant; the practice phone answers by itself (scenario.yaml).
//
// Usage: NODE_EXTRA_CA_CERTS=ca.pem node sign-in.mjs < what `latchkey practice --tls --json` printed
import { readFileSync } from "node:fs";
import { PublicClientApplication } from "@azure/msal-node";
import { chromium } from "playwright-core";

const practice = JSON.parse(readFileSync(0, "utf8"));
const person = { name: "rosa@contoso.example", password: "Only-For-This-Scenario-1" };

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });

// The browser doesn't know the practice tenant's certificate authority, which belongs
// into no system store.
async function signIn(address) {
  const page = await browser.newPage({ ignoreHTTPSErrors: true });
  await page.goto(address);
  await page.fill("input[name=loginfmt]", person.name);
  await page.click("#idSIButton9");
  await page.fill("input[name=passwd]", person.password);
  await page.click("#idSIButton9");
  // The page with the number is passed as soon as the phone has answered, so nothing waits for it.
  await page.waitForSelector("#KmsiCheckboxField"); // stay signed in?
  await page.click("#idBtn_Back");
}

const program = new PublicClientApplication({
  auth: {
    clientId: "0f3c7a52-8d14-4e6b-9a20-51c7d94e83b6",
    authority: practice.tlsAuthority,
    knownAuthorities: [new URL(practice.tlsAuthority).host],
  },
});
try {
  const result = await program.acquireTokenInteractive({ scopes: ["openid", "profile"], openBrowser: signIn });
  // The ID token doesn't say whether a second factor was asked for: Entra's of v2 have no amr.
  // The tenant's sign-in log does.
  const log = await fetch(`${practice.controlUrl}/signins`, { headers: { Authorization: `Bearer ${practice.controlToken}` } });
  const row = (await log.json()).findLast((signIn) => signIn.user === person.name);
  if (!row?.asked.includes("push")) throw new Error(`no second factor: ${row?.asked}`);
  console.log(`signed in as ${result.account.username} with a second factor`);
} finally {
  await browser.close();
}

import { test as base, expect, type Page } from "@playwright/test";
import type { Control } from "../support/control.ts";
import { ForeignProgram, practiceTenant, type Tenant } from "../support/foreign.ts";
import { Home } from "../support/home.ts";

interface Fixtures {
  tenant: Tenant;
  program: (name: string, ...args: string[]) => ForeignProgram;
}

interface WorkerFixtures {
  served: { tenant: Tenant; control: Control };
}

const test = base.extend<Fixtures, WorkerFixtures>({
  served: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names from it
    async ({}, use) => {
      const home = await Home.make();
      await use(await practiceTenant(home));
      await home.remove();
    },
    { scope: "worker" },
  ],
  tenant: ({ served }, use) => use(served.tenant),
  program: async ({ tenant }, use) => {
    const started: ForeignProgram[] = [];
    await use((name, ...args) => {
      const program = ForeignProgram.start(tenant, name, ...args);
      started.push(program);
      return program;
    });
    for (const program of started) await program.stop();
  },
});

// The browser doesn't know the practice tenant's certificate authority, which belongs into
// no system store.
test.use({ ignoreHTTPSErrors: true });

// signIn is the person without a second factor, by the names that automation for Entra
// relies on; who is signed in already is not asked.
async function signIn(page: Page, { person }: Tenant): Promise<void> {
  await page.locator("input[name=loginfmt]").fill(person.userName);
  await page.locator("#idSIButton9").click();
  await page.locator("input[name=passwd]").fill(person.password);
  await page.locator("#idSIButton9").click();
}

// stay answers the question that comes before the program gets its answer.
async function stay(page: Page): Promise<void> {
  await page.locator("#idBtn_Back").click();
}

async function signInAt(page: Page, address: string, tenant: Tenant): Promise<void> {
  await page.context().clearCookies();
  await page.goto(address);
  await signIn(page, tenant);
  await stay(page);
}

async function enterCode(page: Page, opened: string, tenant: Tenant): Promise<void> {
  const [address = "", code = ""] = opened.split("#");
  await page.context().clearCookies();
  await page.goto(address);
  await page.locator("#otc").fill(code);
  await page.locator("#idSIButton9").click();
  await signIn(page, tenant);
  await stay(page);
  await page.getByRole("button", { name: "Continue" }).click();
}

for (const [title, name] of [["MSAL Node 7", "@azure/msal-node"], ["MSAL Node 2", "msal-node-2"]] as const) {
  test(`${title}: interactive, silent, refresh, second resource, device code, password, secret`, async ({ page, tenant, program }) => {
    const client = program("msal-node", name);
    await signInAt(page, await client.opens(), tenant);
    await enterCode(page, await client.opens(), tenant);
    const { userName } = tenant.person;
    expect(await client.result()).toMatchObject({
      user: userName,
      silentFromCache: true,
      refreshedFromCache: false,
      device: userName,
      password: userName,
      graphScopes: expect.arrayContaining(["User.Read"]),
      secondFactor: { word: "invalid_grant", text: expect.stringContaining("AADSTS50076") },
      wrongSecret: { word: "invalid_client", text: expect.stringContaining("AADSTS7000215") },
    });
  });
}

test("@azure/identity: secret, password, device code, continuous access evaluation", async ({ page, tenant, program }) => {
  const client = program("azure-identity");
  await enterCode(page, await client.opens(), tenant);
  expect(await client.result()).toEqual({ secret: 36, password: 36, device: 36, longTokens: true });
});

test("azidentity: secret, device code, continuous access evaluation", async ({ page, tenant, program }) => {
  const client = program("azidentity");
  await enterCode(page, await client.opens(), tenant);
  // Tokens that can be revoked have a cache of their own.
  await enterCode(page, await client.opens(), tenant);
  expect(await client.result()).toEqual({ secret: 200, device: 200, longTokens: true });
});

test("MSAL Python: device code, silent, refresh, secret, code flow", async ({ page, tenant, program }) => {
  const client = program("msal_python");
  await enterCode(page, await client.opens(), tenant);
  await signInAt(page, await client.opens(), tenant);
  const { userName } = tenant.person;
  expect(await client.result()).toEqual({
    user: userName,
    silentIsCached: true,
    refreshedIsNew: true,
    application: "Bearer",
    code: userName,
  });
});

test("openid-client 6: code with PKCE, userinfo, refresh, secret, device code", async ({ page, tenant, program }) => {
  const client = program("openid-client");
  await signInAt(page, await client.opens(), tenant);
  await enterCode(page, await client.opens(), tenant);
  expect(await client.result()).toMatchObject({
    user: tenant.person.userName,
    info: true,
    supportsPKCE: false,
    refreshed: tenant.person.userName,
    application: "bearer",
    device: tenant.person.userName,
    wrongCode: { word: "invalid_grant" },
  });
});

test("openid-client 5, RS256 only: code with PKCE, refresh, userinfo", async ({ page, tenant, program }) => {
  const client = program("openid-client-5");
  await signInAt(page, await client.opens(), tenant);
  expect(await client.result()).toEqual({ user: tenant.person.userName, refreshed: true });
});

test("oauth4webapi: code with PKCE, nonce, signature of the id token", async ({ page, tenant, program }) => {
  const client = program("oauth4webapi");
  await signInAt(page, await client.opens(), tenant);
  expect(await client.result()).toEqual({ subject: "string" });
});

test("Auth.js with its provider for Entra ID", async ({ page, tenant, program }) => {
  const client = program("auth-js");
  await page.goto(await client.opens());
  await page.getByRole("button", { name: "Microsoft Entra ID" }).click();
  await signIn(page, tenant);
  await stay(page);
  expect(await client.result()).toEqual({ user: tenant.person.userName });
});

test("jose, jsonwebtoken and jwks-rsa verify a token, RS256 alone allowed", async ({ tenant, program }) => {
  expect(await program("api").result()).toEqual({
    "discovery/v2.0/keys": tenant.tenantId,
    "discovery/keys": tenant.tenantId,
  });
});

test("express-oauth2-jwt-bearer and passport-azure-ad verify a token for an API of one's own", async ({ program }) => {
  const verified = { application: true, forged: 401 };
  expect(await program("express-api").result()).toEqual({ "/jwt-bearer": verified, "/passport": verified });
});

test("MSAL Node: on behalf of a person", async ({ tenant, program }) => {
  expect(await program("on-behalf-of").result()).toEqual({
    user: tenant.person.userName,
    sameUser: true,
    againFromCache: true,
    tokenForAnother: { word: "invalid_grant", suberror: "", text: expect.stringContaining("AADSTS500131") },
  });
});

test("next-auth 4 with its provider for Entra ID", async ({ page, tenant, program }) => {
  const client = program("next-auth");
  await page.goto(await client.opens());
  await page.getByRole("button", { name: "Azure Active Directory" }).click();
  await signIn(page, tenant);
  await stay(page);
  expect(await client.result()).toEqual({ user: tenant.person.userName });
});

test("express-openid-connect as it is by default: an ID token by form_post", async ({ page, tenant, program }) => {
  const client = program("express-openid-connect");
  await signInAt(page, await client.opens(), tenant);
  expect(await client.result()).toEqual({ user: tenant.person.userName });
});

test("simple-oauth2: code, refresh, secret", async ({ page, tenant, program }) => {
  const client = program("simple-oauth2");
  await signInAt(page, await client.opens(), tenant);
  expect(await client.result()).toEqual({ state: "of this test", sameUser: true, application: true });
});

test("oauth2-proxy with its provider for Entra ID", async ({ page, tenant, program }) => {
  const client = program("oauth2-proxy");
  await signInAt(page, await client.opens(), tenant);
  expect(await client.result()).toEqual({ user: tenant.person.userName });
});

test("DynamicsWebApi at an organization's own host", async ({ program, tenant }) => {
  const { userName } = tenant.person;
  expect(await program("dynamics-web-api").result()).toEqual({
    version: "9.2.25103.00180",
    organization: "contoso",
    user: userName,
    count: true,
    accounts: 0,
    batch: [true, ["Default"], "Contoso Sales"],
    impersonated: true,
    refusals: ["403 0x80040220", "403 0x80040220"],
  });
});

test("MCP SDK 1.17 demands a line on PKCE in the metadata, so it refuses the tenant as it refuses Entra", async ({ tenant, program }) => {
  const endpoint = `${tenant.authority}/v2.0/.well-known/openid-configuration`;
  expect(await program("mcp", "mcp-sdk-1.17").result()).toEqual({
    refused: `Incompatible OIDC provider at ${endpoint}: does not support S256 code challenge method required by MCP specification`,
  });
});

test("MCP SDK 1.32 throws a good refresh token away on invalid_grant, as at Entra", async ({ page, tenant, served, program }) => {
  const policies = await served.control.get<Record<string, unknown>>("/policies");
  try {
    await served.control.policies({ ...policies, secondFactor: "nobody" });
    const client = program("mcp", "@modelcontextprotocol/sdk");
    await page.goto(await client.opens());
    await signIn(page, { ...tenant, person: tenant.mfa });
    await stay(page);
    await page.locator("#idSIButton9").click();

    const opened = await client.opens();
    const demand = { name: "A second factor", apps: [tenant.web], then: "mfa" };
    await served.control.policies({ ...policies, secondFactor: "nobody", rules: [demand] });
    await page.goto(opened);
    const again = await client.opens();
    await served.control.policies({ ...policies, secondFactor: "nobody" });
    await page.goto(again);
    expect(await client.result()).toEqual({
      renewed: "AUTHORIZED",
      // The person is sent to the browser with nothing in hand.
      outcome: "REDIRECT",
      thrownAway: ["tokens"],
      reason: { status: 400, word: "invalid_grant", suberror: "basic_action", text: expect.stringMatching(/^AADSTS50076: /) },
      stillGood: 200,
    });
  } finally {
    await served.control.policies(policies);
  }
});

for (const [title, name] of [
  ["MSAL Browser 5", "@azure/msal-browser"],
  ["MSAL Browser 4", "msal-browser-4"],
  ["MSAL Browser 3", "msal-browser-3"],
  ["oidc-client-ts", "oidc-client-ts"],
] as const) {
  test(`${title}: popup, redirect, refresh, sign-out`, async ({ page, tenant, program }) => {
    const base = await program("single-page", name).opens();
    const { userName } = tenant.person;
    const result = page.locator("#result");
    await page.goto(base);
    await expect(page).toHaveTitle("Ready");

    const popup = page.waitForEvent("popup");
    await page.locator("#popup").click();
    const window = await popup;
    await signIn(window, tenant);
    await stay(window);
    await expect(result).toHaveText(userName);

    await page.locator("#renew").click();
    await expect(result).toHaveText(userName);
    await page.locator("#out").click();
    await expect(page).toHaveTitle("Good-bye");

    await page.goto(base);
    await expect(page).toHaveTitle("Ready");
    await page.locator("#redirect").click();
    await signIn(page, tenant);
    await stay(page);
    await expect(page.locator("#result")).toHaveText(userName);
  });
}

import { expect, test } from "../support/tenant.ts";

const application = "5d1f0c62-3b8e-4a57-9c40-7e2a1b96f3d8";
const everywhere = "e26a7f94-51bc-4d08-8b3f-90c4d7a5126b";

interface Outcome {
  word: string;
  code: number;
  // demand is of what the person can do, so it ends no sign-in.
  demand?: string;
}

test("every outcome of a rule ends a sign-in on a page that names it", async ({ visitor, control }) => {
  test.slow();
  const outcomes = (await control.get<Outcome[]>("/outcomes")).filter(({ demand }) => !demand);
  expect(outcomes.length).toBeGreaterThan(25);
  for (const { word, code } of outcomes) {
    await test.step(`AADSTS${code}, ${word}`, async () => {
      await control.policies({ rules: [{ name: "A rule", users: ["password@contoso.example"], then: `AADSTS${code}` }] });
      await visitor.open(visitor.asks({ prompt: "login" }));
      await visitor.login("password");
      await expect(visitor.find("#exceptionMessageContainer")).toContainText(`AADSTS${code}:`);
      await expect(visitor.find("#practiceErrorDetails")).toContainText(/Correlation Id: [0-9a-f-]{36}\nTrace Id: [0-9a-f-]{36}\nTimestamp: \d{4}-/);
    });
  }
});

// What is wrong with a registration or with what a program asks, seen before anybody signs in.
const wrong: [code: number, registration: Record<string, unknown>, asked: Record<string, string>, tenant?: string][] = [
  [50011, {}, { redirect_uri: "https://elsewhere.example" }],
  [500113, { redirectUris: [] }, {}],
  [700016, {}, { client_id: "00000000-1111-2222-3333-444444444444" }],
  [700016, { notInstalled: true }, {}],
  [7000112, { disabled: true }, {}],
  [65002, {}, { client_id: "d3590ed6-52b3-4102-aeff-aad2292ab01c" }],
  [50194, {}, {}, "organizations"],
  [90002, {}, {}, "adatum.example"],
  [90038, {}, {}, "government.example"],
];

for (const [code, registration, asked, tenant] of wrong) {
  const what = [...Object.keys(registration), ...Object.keys(asked), tenant].filter(Boolean).join(", ");
  test(`AADSTS${code}: ${what}`, async ({ visitor, control }) => {
    await control.registration(application, registration);
    const authority = tenant ? new URL(`/${tenant}`, control.authority).href : undefined;
    await visitor.open(visitor.asks(asked, authority));
    await expect(visitor.find("#exceptionMessageContainer")).toContainText(`AADSTS${code}:`);
  });
}

test("AADSTS900971: an administrator's consent link without redirect_uri", async ({ visitor, control }) => {
  await visitor.open(new URL(`/common/adminconsent?client_id=${everywhere}`, control.authority).href);
  await expect(visitor.find("#exceptionMessageContainer")).toContainText("AADSTS900971:");
});

// The same, where it takes a person to find out.
const refused: [code: number, user: string, registration: Record<string, unknown>, asked: Record<string, string>, tenant?: string][] = [
  [50105, "password", { assignmentRequired: true }, {}],
  [50020, "password", {}, { client_id: everywhere, scope: "openid" }, "fabrikam.example"],
  [53003, "risky", {}, {}],
  [50057, "disabled", {}, {}],
];

for (const [code, user, registration, asked, tenant] of refused) {
  test(`AADSTS${code}, as ${user}`, async ({ visitor, control }) => {
    await control.registration(application, registration);
    const authority = tenant ? new URL(`/${tenant}`, control.authority).href : undefined;
    await visitor.open(visitor.asks(asked, authority));
    await visitor.login(user);
    await expect(visitor.find("#exceptionMessageContainer")).toContainText(`AADSTS${code}:`);
  });
}

test("what injected faults do to a browser", async ({ visitor, control }) => {
  const fault = (what: Record<string, unknown>) => control.put("/faults", [{ endpoint: "authorize", times: 1, ...what }]);
  const { page } = visitor;

  await fault({ status: 429, retryAfterSeconds: 7 });
  const busy = await page.goto(visitor.asks());
  expect([busy?.status(), busy?.headers()["retry-after"]]).toEqual([429, "7"]);
  await expect(page.getByRole("main")).toContainText("AADSTS90033");

  await fault({ html: true });
  await page.goto(visitor.asks());
  await expect(page).toHaveTitle("PRACTICE: an injected fault");

  await fault({ contentType: "text/plain" });
  await page.goto(visitor.asks());
  await expect(visitor.find("#i0116")).toHaveCount(0);

  await fault({ truncateAt: 200 });
  const cut = await page.request.get(visitor.asks()).then(
    (answer) => answer.text(),
    (reason: Error) => reason.message,
  );
  expect(cut, "the body breaks off").toMatch(/aborted|hang up|^.{0,200}$/s);

  // A browser asks once more by itself when a connection ends without an answer.
  await fault({ drop: true, times: 0 });
  const dropped = await page.context().newPage(); // an error page goes on trying by itself
  await expect(dropped.goto(visitor.asks())).rejects.toThrow(/net::ERR_EMPTY_RESPONSE|net::ERR_CONNECTION_/);
  await dropped.close();

  await fault({ delaySeconds: 1 });
  const began = Date.now();
  await page.goto(visitor.asks());
  expect(Date.now() - began).toBeGreaterThanOrEqual(1000);

  // That happened once: now nothing is in the way.
  await visitor.open();
  await visitor.login("password");
  await visitor.on("kmsi");
});

// A person reloads, or goes back and presses the button once more: the sign-in is where it was.
test("a sign-in survives pages that failed once", async ({ visitor, control }) => {
  const failing = (endpoint: string) => control.put("/faults", [{ endpoint, status: 503, times: 1 }]);
  const { page } = visitor;
  await visitor.open();

  await failing("submit");
  await visitor.name("password");
  await expect(page.getByRole("main")).toContainText("AADSTS90033");
  await page.goBack();
  await visitor.name("password");
  await expect(visitor.find("[name=passwd]")).toBeVisible();

  await failing("page");
  await page.goto(page.url());
  await expect(page.getByRole("main")).toContainText("AADSTS90033");
  await page.reload();
  await visitor.find("[name=passwd]").fill((await control.user("password")).password);
  await visitor.press();
  await visitor.on("kmsi");
});

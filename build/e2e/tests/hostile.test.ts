import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { expect, test } from "../support/fixture.ts";
import { attack } from "../support/hostile-page.ts";

// A page on another port of this machine is of the same site: cookies and many guards
// would take it for our own.
test("a page on another port can read nothing and change nothing", async ({ wizard, context }) => {
  await wizard.newPractice();
  await wizard.save();
  await wizard.leaveCard();
  const server = new URL(wizard.page.url()).origin;
  const bearer = await wizard.page.evaluate(() => Object.values(sessionStorage)[0] as string);
  const script = await wizard.page.evaluate(() => document.querySelector<HTMLScriptElement>("script[type=module]")?.src ?? "");
  expect(bearer).toMatch(/^\S{20,}$/);
  expect(await ask(wizard.page, bearer, "Profiles.List"), "our own page can").toContain("Practice");
  const before = unchanging(await ask(wizard.page, bearer, "Practice.State"));

  const evil = await serve(`<!doctype html><title>Win a prize</title>
    <form method="post" enctype="text/plain" action="${server}/api/call/Practice.Reset"><input name="[]//" value=""><button>Go</button></form>`);
  try {
    const { port } = evil.address() as AddressInfo;
    for (const host of ["localhost", "127.0.0.1"]) {
      const page = await context.newPage();
      await page.goto(`http://${host}:${port}/`);
      const tried = await page.evaluate(attack, { server, bearer, script });
      for (const [name, got] of Object.entries(tried)) expect(got, `${host}: ${name}`).toMatch(/^(refused|opaque)$/);
      // An opaque answer hides its status from the page, not from us.
      const answer = page.waitForResponse(`${server}/api/call/Practice.Reset`);
      await page.getByRole("button", { name: "Go" }).click();
      expect((await answer).status()).toBe(403);
      await page.close();
    }
    // A link may lead here, but what it opens stays out of the other page's reach.
    const page = await context.newPage();
    await page.goto(`http://localhost:${port}/`);
    const popup = page.waitForEvent("popup");
    const handle = await page.evaluateHandle((address) => window.open(address), `${server}/`);
    await (await popup).waitForLoadState();
    expect(await handle.evaluate((opened) => opened === null || opened.closed), "no handle on our page").toBe(true);
    await expect((await popup).getByRole("heading", { name: "Profiles" })).toBeHidden();
  } finally {
    evil.closeAllConnections();
    evil.close();
  }

  expect(unchanging(await ask(wizard.page, bearer, "Practice.State"))).toEqual(before);
  expect(await ask(wizard.page, bearer, "Profiles.List")).toContain("Practice");
});

// unchanging is the tenant's state without its clock, which goes on by itself.
function unchanging(answer: string): unknown {
  const { time, ...state } = JSON.parse(answer).result;
  expect(time).toBeTruthy();
  expect(state.rev).toBeGreaterThan(0);
  return state;
}

// ask calls a bound method as our own page does.
function ask(page: Page, bearer: string, method: string): Promise<string> {
  return page.evaluate(
    async ([method, bearer]) => {
      const answer = await fetch(`/api/call/${method}`, {
        method: "POST",
        body: "[]",
        headers: { Authorization: `Bearer ${bearer}`, "Content-Type": "application/json" },
      });
      return answer.text();
    },
    [method, bearer] as const,
  );
}

async function serve(html: string): Promise<Server> {
  const server = createServer((_, response) => {
    response.setHeader("Content-Type", "text/html");
    response.end(html);
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return server;
}

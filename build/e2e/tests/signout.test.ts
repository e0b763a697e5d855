import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "../support/tenant.ts";
import { clients } from "../support/visitor.ts";
import { stay } from "../support/walks/walk.ts";

// A program of the session is told in a frame before the browser goes on.
test("signing out tells the programs, and goes back", async ({ visitor, control, page }) => {
  const told: string[] = [];
  const program = createServer((request, response) => {
    told.push(request.url ?? "");
    response.end("signed out here");
  });
  await new Promise<void>((resolve) => program.listen(0, "127.0.0.1", resolve));
  try {
    const { port } = program.address() as AddressInfo;
    await control.registration(clients.public, { logoutUrl: `http://127.0.0.1:${port}/out` });
    await visitor.open();
    await visitor.login("password");
    await stay(visitor);
    const back = visitor.asks({ prompt: "none" });
    const target = new URL(back).searchParams.get("redirect_uri") ?? "";
    await visitor.open(`${control.authority}/oauth2/v2.0/logout?post_logout_redirect_uri=${encodeURIComponent(target)}`);
    await expect(page).toHaveURL((address) => address.href.startsWith(target));
    expect(told[0]).toMatch(/^\/out\?sid=[0-9a-f-]{36}$/);
  } finally {
    program.close();
  }
});

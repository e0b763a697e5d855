import { expect, test } from "../support/fixture.ts";
import { call } from "../support/listener.ts";
import { fillIn, linkOf, passByPush } from "../support/paths.ts";
import { practiceUser } from "../support/practice.ts";

// Each of these ends a sign-in of MSAL's own listener.
test("strangers that call the listener don't end the sign-in", async ({ home, wizard, signIn }) => {
  const user = await practiceUser(home, "push@contoso.example");
  await fillIn(home, wizard, "Among strangers");
  await wizard.retrieve();
  const address = await home.inbox.next();
  const { redirect, state } = linkOf(address);

  const strays = await Promise.all([
    call(redirect, { path: "/favicon.ico" }),
    call(redirect),
    call(redirect, { path: "/?code=stolen&state=wrong" }),
    call(redirect, { method: "POST", body: "code=stolen&state=wrong" }),
    call(redirect, { method: "POST", body: "error=access_denied" }),
    call(redirect, { method: "POST", host: "evil.example", body: `code=stolen&state=${state}` }),
    call(redirect, { method: "DELETE" }),
  ]);
  for (const stray of strays) {
    expect(stray.status).toBeGreaterThanOrEqual(400);
    expect(stray.body, "the expected state is nobody's business").not.toContain(state);
  }
  await expect(wizard.dialog.getByText(/\d requests that did not belong to this sign-in were rejected/)).toBeVisible();

  await signIn.open(address);
  await passByPush(wizard, signIn, user);
  await signIn.endsWell();
  await expect(wizard.grid).toBeVisible();
});

import { connect } from "node:tls";
import { expect, test } from "../support/fixture.ts";
import { fillIn, linkOf } from "../support/paths.ts";
import { practiceUser } from "../support/practice.ts";

test("a browser that insists on https is noticed, and pasting goes on", { tag: "@full" }, async ({ home, wizard, signIn }) => {
  const user = await practiceUser(home, "password@contoso.example");
  await fillIn(home, wizard, "Insists");
  await wizard.retrieve();
  const { redirect } = linkOf(await home.inbox.next());
  await new Promise<void>((resolve) => {
    const socket = connect({ host: "127.0.0.1", port: Number(redirect.port), servername: "localhost" });
    socket.once("error", () => resolve());
    socket.once("close", () => resolve());
  });
  await expect(wizard.dialog.getByText("Your browser insists on https for localhost")).toBeVisible();
  await wizard.dialog.getByRole("button", { name: "Paste the address instead" }).first().click();

  const link = await home.inbox.next();
  expect(new URL(link).searchParams.get("response_mode")).toBe("query");
  const ended = await signIn.endsOn(redirect.origin.replace(/:\d+$/, ""));
  await signIn.open(link);
  await signIn.password(user);
  await signIn.stay("No");
  await wizard.dialog.getByRole("textbox", { name: "Address from the browser" }).fill(await ended());
  await wizard.dialog.getByRole("button", { name: "Continue" }).click();
  await expect(wizard.grid).toBeVisible();
});

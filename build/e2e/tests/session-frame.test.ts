import { clients } from "../support/visitor.ts";
import { expect, test } from "../support/tenant.ts";

// OpenID Connect Session Management 1.0: the program's page asks a hidden frame of the tenant.
test("a program sees in a frame whether its session is still there", async ({ visitor, control }) => {
  const { page } = visitor;
  await visitor.open();
  await visitor.login("password");
  await visitor.press();
  const state = (await visitor.answer()).get("session_state");
  await expect(page).toHaveTitle("The program");

  const answered = (message: string) =>
    page.evaluate(
      async ([frame, asked]) => {
        const shown = document.body.appendChild(document.createElement("iframe"));
        const loaded = new Promise((done) => shown.addEventListener("load", done));
        shown.src = frame ?? "";
        await loaded;
        const answer = new Promise((done) => addEventListener("message", (event) => done(event.data), { once: true }));
        shown.contentWindow?.postMessage(asked, new URL(shown.src).origin);
        return answer;
      },
      [`${control.authority}/oauth2/checksession`, message],
    );
  expect(await answered(`${clients.public} ${state}`)).toBe("unchanged");
  expect(await answered(`${clients.public} another`)).toBe("changed");
  expect(await answered("nonsense")).toBe("error");

  await page.goto(`${control.authority}/oauth2/v2.0/logout`);
  await page.goto(visitor.redirect);
  expect(await answered(`${clients.public} ${state}`)).toBe("changed");
});

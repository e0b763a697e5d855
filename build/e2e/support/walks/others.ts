import { expect } from "@playwright/test";
import { application, leaves, type Walks } from "./walk.ts";

// others are devices, risk, and what is no sign-in.
export const others: Walks = {
  device: {
    title: "A device code",
    how: "The program shows a code; type it at `/devicelogin`. The last picture: after canceling.",
    shows: { "device-code": "devicelogin", "device-question": "device", "device-done": "devicedone", "device-declined": "devicedone" },
    async go(v, look) {
      const begin = async () => {
        const answer = await fetch(`${v.control.authority}/oauth2/v2.0/devicecode`, {
          method: "POST",
          body: new URLSearchParams({ client_id: application, scope: "openid" }),
        });
        const { user_code } = (await answer.json()) as { user_code: string };
        await v.open(v.at("/devicelogin"));
        await v.on("devicelogin");
        return user_code;
      };
      const code = await begin();
      await look("device-code");
      await v.find("#otc").fill(code);
      await v.press();
      await v.login("password");
      await leaves(v);
      await v.on("device");
      await look("device-question");
      await v.press();
      await v.on("devicedone");
      await look("device-done");
      const other = await begin();
      await v.find("#otc").fill(other);
      await v.press();
      await v.press("[data-test-id='password@contoso.example']");
      await v.on("device");
      await v.press("#idBtn_Back");
      await v.on("devicedone");
      await look("device-declined");
    },
  },
  risk: {
    title: "A rule says no",
    how: "`risky@contoso.example`, or a Conditional Access rule for anybody; [practice-codes.md](practice-codes.md) lists the outcomes.",
    shows: { "rule-says-no": "refused" },
    async go(v, look) {
      await v.open();
      await v.login("risky");
      await v.on("refused");
      await expect(v.find("#exceptionMessageContainer")).toContainText("AADSTS53003");
      await look("rule-says-no");
    },
  },
  registration: {
    title: "The registration does not fit",
    how: "A redirect URI that is not registered. The link \"What does AADSTS50011 mean?\" leads to the second picture.",
    shows: { "redirect-uri": "refused", "about-error": "code-help" },
    async go(v, look) {
      await v.open(v.asks({ redirect_uri: "https://elsewhere.example" }));
      await expect(v.find("#exceptionMessageContainer")).toContainText("AADSTS50011");
      await look("redirect-uri");
      await v.open(v.at("/error?code=50011"));
      await look("about-error");
    },
  },
  native: {
    title: "Microsoft's page for programs",
    how: "The redirect URI `https://login.microsoftonline.com/common/oauth2/nativeclient`. The first page goes on by itself after a second, without the code.",
    shows: { "native-client": "nativeclient", "wrong-place": "wrongplace" },
    async go(v, look) {
      await v.open(v.asks({ redirect_uri: "https://login.microsoftonline.com/common/oauth2/nativeclient" }));
      await v.login("password");
      await v.on("kmsi");
      // The page goes on by itself after a second, or here when it was looked at.
      await v.page.addInitScript(() => {
        const { setTimeout } = window;
        const later = (run: () => void, delay?: number) => (delay === 1000 ? addEventListener("looked", run) : setTimeout(run, delay));
        Object.assign(window, { setTimeout: later });
      });
      await leaves(v);
      await v.on("nativeclient");
      expect(new URL(v.page.url()).searchParams.has("code")).toBe(true);
      await look("native-client");
      await v.page.evaluate(() => dispatchEvent(new Event("looked")));
      await v.on("wrongplace");
      expect(new URL(v.page.url()).search).toBe("");
      await look("wrong-place");
    },
  },
  passwords: {
    title: "Where practice passwords are",
    how: "The link on the page that asks for one.",
    shows: { "practice-passwords": "passwords" },
    async go(v, look) {
      await v.open(v.at("/practice/passwords"));
      await look("practice-passwords");
    },
  },
};

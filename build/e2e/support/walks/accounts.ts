import { expect } from "@playwright/test";
import { stay, type Walks } from "./walk.ts";

// accounts are whose sign-in it is, and who is kept out.
export const accounts: Walks = {
  accounts: {
    title: "Choosing an account, and signing out",
    how: "Sign in as anybody, then once more with `prompt=select_account`; `/TENANT/oauth2/v2.0/logout`, with two users and with one.",
    shows: { accounts: "pick", "sign-out": "signout", "signed-out": "signedout" },
    async go(v, look) {
      await v.open();
      await v.login("password");
      await stay(v);
      await v.open(v.asks({ prompt: "select_account" }));
      await v.on("pick");
      await look("accounts");
      await v.press("[data-test-id='password@contoso.example']");
      await v.signedIn();
      await v.open(v.asks({ login_hint: "totp@contoso.example" }));
      await v.find("[name=passwd]").fill((await v.control.user("totp")).password);
      await v.press();
      await v.code(await v.control.code("totp"));
      await stay(v);
      await v.open(`${v.control.authority}/oauth2/v2.0/logout`);
      await look("sign-out");
      await v.press("[data-test-id='totp@contoso.example']");
      await look("signed-out");
    },
  },
  personal: {
    title: "A personal account of the same name",
    how: "`twin@contoso.example`. The second picture: after choosing the personal one.",
    shows: { "which-account": "twin", "personal-account": "personal" },
    async go(v, look) {
      await v.open();
      await v.name("twin");
      await look("which-account");
      await v.press("#msaTile");
      await look("personal-account");
      await v.press();
      await v.press("#aadTile");
      await v.find("[name=passwd]").fill((await v.control.user("twin")).password);
      await v.press();
      await stay(v);
    },
  },
  expired: {
    title: "A password that has expired",
    how: "`expired@contoso.example`.",
    shows: { "password-expired": "expired" },
    async go(v, look) {
      await v.open();
      await v.login("expired");
      await v.on("expired");
      await look("password-expired");
      await v.find("#currentPassword").fill((await v.control.user("expired")).password);
      await v.find("#newPassword").fill("Another-One-For-Ed-7");
      await v.find("#confirmNewPassword").fill("Another-One-For-Ed-7");
      await v.press();
      await stay(v);
    },
  },
  keptOut: {
    title: "Accounts that are locked or switched off",
    how: "`locked@contoso.example` and `disabled@contoso.example`.",
    shows: { locked: "password", disabled: "refused" },
    async go(v, look) {
      await v.open();
      await v.login("locked");
      await expect(v.find("#passwordError")).toContainText("AADSTS50053");
      await look("locked");
      await v.open();
      await v.login("disabled");
      await expect(v.find("#exceptionMessageContainer")).toContainText("AADSTS50057");
      await look("disabled");
    },
  },
};

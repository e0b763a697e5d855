import { expect } from "@playwright/test";
import { application, everyOrganization, leaves, type Walks } from "./walk.ts";

// consent is agreeing to what an application may do.
export const consent: Walks = {
  consent: {
    title: "Permissions requested",
    how: "`consent@contoso.example`. Canceling ends in AADSTS65004.",
    shows: { consent: "consent" },
    async go(v, look) {
      await v.open();
      await v.login("consent");
      await leaves(v);
      await v.on("consent");
      await look("consent");
      await v.press("#idBtn_Back");
      await v.refused(65004);
      await v.open();
      await v.on("consent");
      await v.press();
      await v.signedIn();
    },
  },
  invitation: {
    title: "Review permissions",
    how: "`guest@contoso.example`, with `invited`, at an organization of Fabrikam. Canceling ends in AADSTS65004.",
    shows: { "review-permissions": "review" },
    async go(v, look) {
      const guest = await v.control.get<Record<string, unknown>>("/people/guest@contoso.example");
      await v.control.put("/people/guest@contoso.example", { ...guest, guestMethods: [], invited: true });
      const there = v.asks({ client_id: everyOrganization }, v.at("/fabrikam.example"));
      await v.open(there);
      await v.login("guest");
      await leaves(v);
      await v.on("review");
      await look("review-permissions");
      await v.press("#idBtn_Back");
      await v.refused(65004);
      await v.open(there);
      await v.on("review");
      await v.press();
      await v.signedIn();
    },
  },
  adminConsent: {
    title: "Consent for the whole organization",
    how: "`admin@contoso.example` at `/TENANT/v2.0/adminconsent`.",
    shows: { "admin-consent": "consent" },
    async go(v, look) {
      const asked = new URLSearchParams({
        client_id: application,
        redirect_uri: v.redirect,
        scope: `${new URL(v.control.authority).origin}/org/contoso/.default`,
        state: "a-state",
      });
      await v.open(`${v.control.authority}/v2.0/adminconsent?${asked}`);
      await v.login("admin");
      await v.approves("admin");
      await leaves(v);
      await v.on("consent");
      await look("admin-consent");
      await v.press();
      const answer = await v.answer();
      expect(Object.fromEntries(answer)).toMatchObject({ admin_consent: "True", state: "a-state" });
    },
  },
  approval: {
    title: "Need admin approval",
    how: "`approval@contoso.example`.",
    shows: { "need-approval": "approval" },
    async go(v, look) {
      await v.open();
      await v.login("approval");
      await leaves(v);
      await v.on("approval");
      await look("need-approval");
      await v.press();
      await v.refused(90094);
    },
  },
  request: {
    title: "Asking the administrators",
    how: "`approval@contoso.example`, with the policy `consentRequests`.",
    shows: { "ask-for-approval": "approval", "approval-asked": "requested" },
    async go(v, look) {
      await v.control.policies({ consentRequests: true });
      await v.open();
      await v.login("approval");
      await leaves(v);
      await look("ask-for-approval");
      await v.find("#practiceReason").fill("I write our offers with it.");
      await v.press();
      await v.on("requested");
      await look("approval-asked");
      await v.press();
      await v.refused(90095);
    },
  },
};

import { describe, expect, it } from "vitest";
import { rebase, same } from "./person";

const base = { userPrincipalName: "a@contoso.example", givenName: "Anna", methods: ["PhoneAppOTP"] };

describe("rebase", () => {
  it("keeps what was typed and follows the tenant in everything else", () => {
    const draft = { ...base, givenName: "Anne", methods: [] };
    const now = { ...base, blocked: true, surname: "Berg" };
    expect(rebase(draft, base, now)).toEqual({
      userPrincipalName: "a@contoso.example",
      givenName: "Anne",
      surname: "Berg",
      methods: [],
      blocked: true,
    });
  });

  it("takes what was removed there, when nobody touched it here", () => {
    expect(rebase({ ...base, mobilePhone: "" }, base, { userPrincipalName: "a@contoso.example" })).toEqual({
      userPrincipalName: "a@contoso.example",
    });
  });
});

describe("same", () => {
  it("takes an empty value for one that is left out", () => {
    expect(same({ ...base, surname: "", blocked: false, guestMethods: [] }, base)).toBe(true);
    expect(same({ ...base, methods: [] }, base)).toBe(false);
  });
});

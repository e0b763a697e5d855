import type { Backend } from "../../backend/backend";
import type { Draft, Look, ProfileRow } from "../../backend/types";
import { applicationId, checkOf, redirectOf } from "../data/profiles";
import type { Kit } from "./kit";

export function profilesOf(kit: Kit): Backend["profiles"] {
  const { fake, method } = kit;
  const deleted: ProfileRow[] = [];
  return {
    list: method("profiles.list", () => fake.rows),
    blank: method("profiles.blank", (practice: boolean, recipe: string) => ({
      ...fake.draft,
      profile: {
        ...fake.draft.profile,
        ...(practice && { name: "Practice", cloud: "practice" as const, twoFactor: true, applicationId }),
        ...(recipe && { recipe, redirectUri: "http://localhost:8400" }),
      },
    })),
    get: method("profiles.get", () => fake.draft),
    check: method("profiles.check", checkOf),
    redirect: method("profiles.redirect", redirectOf),
    save: method("profiles.save", (draft: Draft) => ({
      ...draft,
      profile: { ...draft.profile, id: draft.profile.id || "p9", rev: draft.profile.rev + 1 },
    })),
    delete: method("profiles.delete", (id: string, _rev: number) => {
      deleted.push(...fake.rows.filter((each) => each.id === id));
      fake.rows = fake.rows.filter((each) => each.id !== id);
      fake.emit("profiles");
    }),
    restore: method("profiles.restore", (id: string) => {
      fake.rows = [...fake.rows, ...deleted.filter((each) => each.id === id)];
      fake.emit("profiles");
    }),
    purge: method("profiles.purge", (_ids: string[]) => {}),
    setLook: method("profiles.setLook", (id: string, look: Look) => {
      fake.rows = fake.rows.map((each) => (each.id === id ? { ...each, ...look } : each));
      fake.emit("profiles");
    }),
    duplicate: method("profiles.duplicate", (id: string) => {
      const copies = fake.rows.filter((each) => each.id === id);
      fake.rows = [
        ...fake.rows,
        ...copies.map((each) => ({ ...each, id: `${id}-2`, name: `${each.name} 2` })),
      ];
      fake.emit("profiles");
      return `${id}-2`;
    }),
    openOrganization: method("profiles.openOrganization", (_id: string) => {}),
    fieldCard: method("profiles.fieldCard", () => [
      { id: "applicationId", value: applicationId },
      { id: "redirectUri", value: "http://localhost" },
      { id: "organizationUrl", value: "https://contoso-sales.crm4.dynamics.com/" },
      { id: "username", value: "anna.berg@contoso.example" },
    ]),
    signOut: method("profiles.signOut", () => ({
      account: "anna.berg@contoso.example",
      profiles: ["Contoso Sales"],
    })),
    signOutAll: method("profiles.signOutAll", () => ({
      account: "",
      profiles: ["Contoso Sales", "Fabrikam"],
    })),
    clouds: method("profiles.clouds", () => [
      {
        id: "public" as const,
        name: "Commercial",
        authority: "login.microsoftonline.com",
        discovery: "globaldisco.crm.dynamics.com",
        portal: "https://entra.microsoft.com/",
      },
    ]),
    confirmCloud: method("profiles.confirmCloud", (draft: Draft) => ({
      ...draft,
      profile: {
        ...draft.profile,
        customCloud: draft.profile.customCloud && {
          ...draft.profile.customCloud,
          confirmed: "fingerprint",
        },
      },
    })),
  };
}

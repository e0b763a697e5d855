import { describe, expect, it } from "vitest";
import type { OrganizationRow } from "../../../backend/types";
import { organizations } from "../../../test/fake";
import { View } from "./rows";

function named(...names: string[]): OrganizationRow[] {
  return names.map((friendlyName, i) => ({
    id: String(i),
    friendlyName,
    uniqueName: `unq${i}`,
    url: `https://${i}.crm.dynamics.com/`,
    region: "NAM",
    version: `9.2.${i}`,
    disabled: false,
    tenantId: "t1",
    guest: false,
  }));
}

const byName = { column: "friendlyName", descending: false } as const;
const names = (rows: OrganizationRow[]) => rows.map((row) => row.friendlyName);

describe("View", () => {
  it("sorts numbers in names as numbers, and either way", () => {
    const view = new View(named("Org 10", "Org 2", "org 1"));
    expect(names(view.show("", byName))).toEqual(["org 1", "Org 2", "Org 10"]);
    expect(names(view.show("", { ...byName, descending: true }))).toEqual(["Org 10", "Org 2", "org 1"]);
  });

  it("keeps the order of equal values", () => {
    const view = new View(named("b", "a", "c"));
    expect(names(view.show("", { column: "region", descending: false }))).toEqual(["b", "a", "c"]);
  });

  it("finds rows that hold every word, in any column and any case", () => {
    const view = new View(organizations(100));
    const found = view.show("FABRIKAM nam", byName);
    expect(found.length).toBeGreaterThan(0);
    for (const row of found) {
      expect(row.friendlyName).toContain("Fabrikam");
      expect(row.region).toBe("NAM");
    }
    expect(view.show("no such thing", byName)).toEqual([]);
  });

  it("finds an address that is pasted whole, and not every one for a part that all share", () => {
    const view = new View(named("a", "b"));
    expect(names(view.show("https://1.crm.dynamics.com/", byName))).toEqual(["b"]);
    expect(view.show("dynam", byName)).toEqual([]);
  });

  it("takes hostile text as text", () => {
    const view = new View(named("a.*b", "aXXb"));
    expect(names(view.show(".*", byName))).toEqual(["a.*b"]);
  });
});

import { describe, expect, it } from "vitest";
import { search } from "./search";

describe("search", () => {
  it("puts the code that was typed first", () => {
    expect(search("50011")[0]?.code).toBe("AADSTS50011");
    expect(search("aadsts700016")[0]?.code).toBe("AADSTS700016");
    expect(search("7000")[0]?.code).toMatch(/^AADSTS7000/);
  });

  it("finds by words in any order, titles first", () => {
    const found = search("redirect registered");
    expect(found[0]?.words.title).toBe("Redirect URI is not registered");
    expect(search("factor second").length).toBeGreaterThan(5);
  });

  it("finds nothing by nothing, and by what nobody wrote", () => {
    expect(search("  ")).toEqual([]);
    expect(search("xyzzy")).toEqual([]);
  });
});

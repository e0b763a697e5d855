import { describe, expect, it } from "vitest";
import { jump } from "./jump";

describe("jump", () => {
  const rows = ["Adatum", "Contoso", "Fabrikam", "Contoso 2"].map((name) => ({ name }));
  const to = (typed: string, from: number) => jump(rows, (row) => row.name, typed, from);
  it("finds the next name, going round", () => {
    expect(to("con", 0)).toBe(1);
    expect(to("con", 2)).toBe(3);
    expect(to("a", 2)).toBe(0);
    expect(to("zzz", 0)).toBe(-1);
  });
});

import { describe, expect, it } from "vitest";
import { fromNow, wholeDays } from "./time";

const now = Date.parse("2026-11-20T12:00:00Z");

describe("fromNow", () => {
  it("says what is to come and what is past, in the unit that people use", () => {
    expect(fromNow("2026-12-02T18:00:00Z", now, "en")).toBe("in 12 days");
    expect(fromNow("2026-11-20T12:42:30Z", now, "en")).toBe("in 42 minutes");
    expect(fromNow("2026-11-20T07:00:00Z", now, "en")).toBe("5 hours ago");
    expect(fromNow("2026-11-20T12:00:20Z", now, "en")).toBe("this minute");
    expect(fromNow("", now, "en")).toBeUndefined();
  });

  it("never says more than has passed or is left", () => {
    expect(fromNow("2026-11-20T10:00:01Z", now, "en")).toBe("1 hour ago");
    expect(fromNow("2026-11-18T12:00:01Z", now, "en")).toBe("yesterday");
    expect(fromNow("2026-11-22T11:59:59Z", now, "en")).toBe("tomorrow");
  });
});

describe("wholeDays", () => {
  it("counts whole days, and less than none for the past", () => {
    expect(wholeDays("2026-11-21T11:59:59Z", now)).toBe(0);
    expect(wholeDays("2026-12-02T18:00:00Z", now)).toBe(12);
    expect(wholeDays("2026-11-20T11:59:59Z", now)).toBe(-1);
    expect(wholeDays("never", now)).toBeUndefined();
  });
});

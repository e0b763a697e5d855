import { describe, expect, it } from "vitest";
import { dayOf, dayText, fromNow, wholeDays } from "./time";

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

describe("a day that was typed", () => {
  it("is a day that there is", () => {
    expect(dayOf(" 2026-12-01 ")?.getDate()).toBe(1);
    for (const text of ["2026-02-30", "2026-13-01", "soon", "", undefined])
      expect(dayOf(text)).toBeUndefined();
  });

  it("is counted from, over the end of a month and of the summer", () => {
    const start = dayOf("2026-11-02") as Date;
    expect(dayText(start, -14, "en-US")).toBe("Mon, Oct 19, 2026");
    expect(dayText(start, 0, "en-US")).toBe("Mon, Nov 2, 2026");
  });
});

import { render } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { Marked, plain } from "../../ui/Marked";
import { dayOf, dayText } from "./days";

describe("a text of a recipe", () => {
  it("has two marks and nothing else", () => {
    const { container } = render(<Marked text="Choose **Web**, type `a<b>` in **`x`**; <i>no</i> **open" />);
    expect(container.innerHTML).toBe(
      "Choose <b>Web</b>, type <code>a&lt;b&gt;</code> in <b><code>x</code></b>; &lt;i&gt;no&lt;/i&gt; **open",
    );
  });

  it("is copied without them", () => {
    expect(plain("Choose **Web**, type `x`.")).toBe("Choose Web, type x.");
  });
});

describe("the day of the switch", () => {
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

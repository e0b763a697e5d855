import { render } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { Marked, plain } from "../../ui/Marked";

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

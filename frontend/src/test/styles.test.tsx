import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { onlyWhatIsAsked } from "./styles";

it("keeps what tests ask of a style, and drops the rest", () => {
  expect(onlyWhatIsAsked(".a{color:red;display:none;margin-top:1px;}")).toBe(".a{display:none}");
  expect(onlyWhatIsAsked(".a::after{content:'*';color:red}")).toBe(".a::after{content:'*'}");
  expect(onlyWhatIsAsked(".a{pointer-events:none}")).toBe(".a{pointer-events:none}");
  expect(onlyWhatIsAsked(".a{color:red}")).toBe("");
  expect(onlyWhatIsAsked(".a{--display:none}")).toBe("");
});

it("leaves a rule inside another as it is", () => {
  const hidden = "@media screen{.a{color:red;visibility:hidden}}";
  expect(onlyWhatIsAsked(hidden)).toBe(hidden);
  expect(onlyWhatIsAsked("@media screen{.a{color:red}}")).toBe("");
});

it("is what the document's style sheets do", () => {
  const { sheet } = document.head.appendChild(document.createElement("style"));
  sheet?.insertRule(".gone{color:red;display:none}", sheet.cssRules.length);
  sheet?.insertRule(".red{color:red}", sheet.cssRules.length);
  render(<p className="gone red">text</p>);
  expect(screen.getByText("text")).not.toBeVisible();
  expect(sheet?.cssRules).toHaveLength(1);
});

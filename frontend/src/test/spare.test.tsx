import { render, screen } from "@testing-library/react";
import type { ReactElement } from "react";
import { expect, it } from "vitest";
import { spareOnce } from "./spare";
import { unaskedSelectors } from "./styles";

it("takes of the browser's own styles what shows and hides, and no more", () => {
  render(
    <>
      <p>shown</p>
      <p hidden>gone</p>
      <dialog>closed</dialog>
      <table>
        <tbody hidden>
          <tr>
            <td>collapsed</td>
          </tr>
        </tbody>
      </table>
    </>,
  );
  const shown = getComputedStyle(screen.getByText("shown"));
  expect(shown.display).toBe("block");
  expect(shown.getPropertyValue("unicode-bidi")).toBe("normal");
  for (const text of ["gone", "closed"])
    expect(getComputedStyle(screen.getByText(text)).display).toBe("none");
  expect(getComputedStyle(screen.getByText("collapsed")).visibility).toBe("collapse");
});

it("knows the selectors under which only looks stand", () => {
  const unasked = unaskedSelectors();
  expect(unasked).toContain(":link");
  expect(unasked).toContain("[popover]");
  expect(unasked).not.toContain("[popover]:not(:popover-open):not(dialog[open])");
  expect(unasked).not.toContain("[hidden]:not([hidden=until-found i]):not(embed)");
});

it("wraps the window once, however many files have run in it", () => {
  const wrapped = CSSStyleSheet.prototype.insertRule;
  spareOnce();
  expect(CSSStyleSheet.prototype.insertRule).toBe(wrapped);
});

it("takes no stack for an element that is made", () => {
  const stack = (element: ReactElement) => Reflect.get(element, "_debugStack");
  expect(stack(<p />)).toBeInstanceOf(Error);
  expect(stack(<p />)).toBe(stack(<b />));
});

import { render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { type ReactNode, Suspense } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { I18nProvider, startI18n } from "../i18n/i18n";
import { ErrorBoundary } from "./ErrorBoundary";
import { part } from "./part";

const Hello = () => <p>Hello</p>;

const Broken = () => {
  throw new Error("x is undefined");
};

function showIn(children: ReactNode, onCrash = vi.fn()) {
  const onReset = vi.fn();
  render(
    <I18nProvider value={startI18n()}>
      <ErrorBoundary onCrash={onCrash} onReset={onReset}>
        <Suspense fallback={null}>{children}</Suspense>
      </ErrorBoundary>
    </I18nProvider>,
  );
  return { onCrash, onReset };
}

const again = () => userEvent.click(screen.getByRole("button", { name: "Show the screen again" }));

describe("a screen that crashes", () => {
  // React prints what was caught.
  beforeEach(() => void vi.spyOn(console, "error").mockImplementation(() => undefined));
  afterEach(() => vi.restoreAllMocks());

  it("says so, takes the focus, and reports what happened and where", async () => {
    const { onCrash } = showIn(<Broken />);
    const heading = await screen.findByText("Something went wrong on this screen");
    expect(heading).toHaveFocus();
    expect(screen.getByText("x is undefined")).toBeInTheDocument();
    expect(onCrash).toHaveBeenCalledTimes(1);
    const report: string = onCrash.mock.calls[0]?.[0];
    expect(report).toMatch(/^x is undefined\n/);
    expect(report).toContain("at Broken");
  });

  it("fetches a part that could not be loaded once more when it is shown again", async () => {
    const load = vi.fn(() => Promise.resolve(Hello));
    load.mockRejectedValueOnce(new TypeError("Failed to fetch dynamically imported module"));
    const Late = part(load);
    const { onReset } = showIn(<Late />);
    await screen.findByText(/Failed to fetch/);
    expect(load).toHaveBeenCalledTimes(1);
    await again();
    expect(await screen.findByText("Hello")).toBeInTheDocument();
    expect(load).toHaveBeenCalledTimes(2);
    expect(onReset).toHaveBeenCalledTimes(1);
  });

  it("loads the page anew when the part is still missing", async () => {
    const reload = vi.fn();
    vi.spyOn(window, "location", "get").mockReturnValue({ ...window.location, reload });
    const Late = part(() => Promise.reject(new Error("gone")));
    showIn(<Late />);
    await screen.findByText("gone");
    await again();
    await screen.findByText("gone");
    expect(reload).not.toHaveBeenCalled();
    await again();
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it("is not shown for a part that could not be fetched ahead of time", async () => {
    const load = vi.fn(() => Promise.resolve(Hello));
    load.mockRejectedValueOnce(new Error("not yet"));
    const Late = part(load);
    Late.preload();
    await vi.waitFor(() => expect(load).toHaveBeenCalledTimes(1));
    await Promise.resolve();
    showIn(<Late />);
    expect(await screen.findByText("Hello")).toBeInTheDocument();
  });
});

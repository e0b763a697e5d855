import { screen, waitFor } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { makeFake } from "../test/fake";
import { show } from "../test/show";

afterEach(() => vi.restoreAllMocks());

it("notes a crash of a screen in the log", async () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  const { fake } = show(makeFake({ rows: [null as never] }));
  await screen.findByText("Something went wrong on this screen");
  await waitFor(() => expect(fake.called("app.reportCrash")).toHaveLength(1));
  expect(fake.called("app.reportCrash")[0]?.args[0]).toMatch(/ProfileList/);
});

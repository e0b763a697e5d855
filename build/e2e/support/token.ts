import { expect } from "@playwright/test";
import type { Home } from "./home.ts";

// tokenFromTerminal asks for a token in a new process, as a script would; no browser
// may be needed.
export async function tokenFromTerminal(home: Home, profile: string): Promise<string> {
  const opened = home.inbox.opened.length;
  const { code, out, err } = await home.run("token", profile);
  expect(code, err).toBe(0);
  expect(out.trim()).toMatch(/^\S{20,}$/);
  expect(err).toBe("");
  expect(home.inbox.opened.length, "addresses opened").toBe(opened);
  return out.trim();
}

import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";
import { patience } from "./support/patience.ts";

// The browsers are the system's: test tools' own downloads are not needed and often not
// allowed. CHROMIUM names another one for all tests.
const first = (...paths: string[]) => paths.find(existsSync);
const chromium =
  process.env.CHROMIUM ?? first("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome") ?? "/usr/bin/chromium";
// Chromium without the parts that nobody sees: half the work.
const shell = process.env.CHROMIUM ?? first("/usr/bin/chromium-headless-shell") ?? chromium;

const launch = (executablePath: string) => ({
  launchOptions: {
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  },
});

export default defineConfig({
  outputDir: "out/results",
  forbidOnly: true,
  // What passes only the second time does not pass.
  retries: 0,
  workers: 2,
  fullyParallel: true,
  timeout: 3 * patience,
  expect: { timeout: patience },
  reporter: [["list"]],
  use: {
    headless: true,
    locale: "en-GB",
    viewport: { width: 1000, height: 720 },
    contextOptions: { reducedMotion: "reduce" },
    actionTimeout: patience,
    navigationTimeout: patience,
    // Pictures and recordings of failures would hold passwords and codes.
    trace: "off",
    screenshot: "off",
    video: "off",
    ...launch(shell),
  },
  projects: [
    { name: "checks", testDir: "tests", grepInvert: /@full/ },
    // The walks that need all of Chromium say so.
    { name: "full", testDir: "tests", grep: /@full/, use: launch(chromium) },
    // Programs of others that sign in (build/clients).
    { name: "clients", testDir: "clients" },
    { name: "bench", testDir: "bench", workers: 1 },
    { name: "screenshots", testDir: "pictures", workers: 1 },
  ],
});

import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

// The browser is the system's: test tools' own downloads are not needed and often
// not allowed. CHROMIUM names another one.
const chromium =
  process.env.CHROMIUM ??
  ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync) ??
  "/usr/bin/chromium";

export default defineConfig({
  outputDir: "out/results",
  forbidOnly: true,
  // What passes only the second time does not pass.
  retries: 0,
  workers: 2,
  fullyParallel: true,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  use: {
    headless: true,
    locale: "en-GB",
    viewport: { width: 1000, height: 720 },
    contextOptions: { reducedMotion: "reduce" },
    actionTimeout: 15_000,
    // Pictures and recordings of failures would hold passwords and codes.
    trace: "off",
    screenshot: "off",
    video: "off",
    launchOptions: {
      executablePath: chromium,
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
  },
  projects: [
    { name: "checks", testDir: "tests" },
    { name: "bench", testDir: "bench", workers: 1 },
    { name: "screenshots", testDir: "pictures", workers: 1 },
  ],
});

import { execFile } from "node:child_process";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import { latchkeyBinary } from "../support/programs.ts";

const script = fileURLToPath(new URL("../../../docs/examples/msal-node/run.sh", import.meta.url));

// The time is printed, not asserted: the other tests run beside it.
test("a program that is not Latchkey signs in with a second factor, from a shell script", async ({ browserName }, info) => {
  expect(browserName).toBe("chromium");
  const chromium = info.project.use.launchOptions?.executablePath ?? "";
  const began = performance.now();
  const { stdout } = await promisify(execFile)(script, {
    env: { ...process.env, LATCHKEY: latchkeyBinary, CHROMIUM: chromium },
  });
  expect(stdout).toContain("signed in as rosa@contoso.example with a second factor");
  console.log(`msal-node example: ${((performance.now() - began) / 1000).toFixed(1)} s from start to stop (budget 5)`);
});

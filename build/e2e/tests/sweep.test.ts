import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "../support/fixture.ts";
import { noSecretLeft } from "../support/sweep.ts";

// The search itself: a sweep that overlooks things would pass every other test.
const secret = "eyJhbGciOiJ-this/is?one";

test("the search for secrets finds one in every place and form", async ({ home, wizard }) => {
  await wizard.newPractice();
  await wizard.save();
  const search = () => noSecretLeft(home, { planted: secret, digits: "123456" });
  expect(search).not.toThrow();

  const file = join(home.directory, "latchkey", "planted");
  const forms = [secret, btoa(secret), encodeURIComponent(secret), Buffer.from(secret).toString("hex"), "code=123456&"];
  for (const form of forms) {
    writeFileSync(file, `before ${form} after`);
    expect(search, form).toThrow(/in \S+\/latchkey\/planted/);
  }
  writeFileSync(file, Buffer.from(`\0${secret}\0`, "utf16le"));
  expect(search, "UTF-16").toThrow(/planted in/);
  writeFileSync(file, "no code of its own: 01234567");
  expect(search).not.toThrow();

  // A program of Latchkey's name that was given the secret; it waits for nothing.
  const program = join(home.directory, "browser", "latchkey-waiting");
  symlinkSync("/usr/bin/tail", program);
  const waiting = home.start(["-f", "/dev/null", `--pid=${process.pid}`, `/nowhere/${secret}`], {}, program);
  await waiting.says(/cannot open/);
  expect(search).toThrow(/planted in \/proc\/\d+/);
  await waiting.stop();
  home.children.splice(home.children.indexOf(waiting), 1);

  const said = home.start(["-c", `echo ${JSON.stringify(secret)}`], {}, "sh");
  await said.exit();
  expect(search).toThrow(/planted in the logs/);
});

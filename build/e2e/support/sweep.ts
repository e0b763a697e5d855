import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import type { Home } from "./home.ts";

// Secrets are the actual values of one sign-in that must not be found anywhere.
export type Secrets = Record<string, string | readonly string[]>;

// noSecretLeft searches every file below the home, what Latchkey's processes wrote
// out and the command lines of those that run. The browser's own profile is elsewhere.
//
// The PKCE verifier and the refresh token never leave Latchkey's memory and its sealed
// file, so their values can't be known here; that the sealed file holds no token in the
// clear shows in the access token, which stands beside the refresh token in it.
export function noSecretLeft(home: Home, secrets: Secrets): void {
  const places: [string, Buffer][] = [
    ...files(home.directory),
    ...commandLines(),
    ["the logs", Buffer.from(home.logs())],
    ["the addresses given to $BROWSER", Buffer.from(home.inbox.opened.join("\n"))],
  ];
  // A sweep of nothing finds nothing: what must be there shows that it looked.
  const names = places.map(([name]) => name);
  expect(names.filter((name) => name.includes("/latchkey/")), "files of Latchkey").not.toEqual([]);
  expect(names.filter((name) => /^\/proc\/.*latchkey/.test(name)), "Latchkey's processes").not.toEqual([]);

  const found: string[] = [];
  for (const [what, values] of Object.entries(secrets)) {
    for (const value of [values].flat()) {
      expect(value.length, `${what} to search for`).toBeGreaterThan(5);
      for (const form of forms(value)) {
        for (const [name, bytes] of places) if (holds(bytes, form)) found.push(`${what} in ${name}`);
      }
    }
  }
  expect(found).toEqual([]);
}

// forms are the ways in which a value could have been written down.
function forms(value: string): Buffer[] {
  const raw = Buffer.from(value);
  const texts = new Set([
    value,
    encodeURIComponent(value),
    JSON.stringify(value).slice(1, -1),
    raw.toString("base64").replace(/=+$/, ""),
    raw.toString("base64url"),
    raw.toString("hex"),
  ]);
  return [...[...texts].map((text) => Buffer.from(text)), Buffer.from(value, "utf16le")];
}

// holds says whether the value is there; six digits inside a longer number are
// a part of that number, not a one-time code.
function holds(bytes: Buffer, form: Buffer): boolean {
  const digits = /^\d+$/.test(form.toString("latin1"));
  const digit = (at: number) => /\d/.test(String.fromCharCode(bytes[at] ?? 0));
  for (let at = bytes.indexOf(form); at >= 0; at = bytes.indexOf(form, at + 1)) {
    if (!digits || !(digit(at - 1) || digit(at + form.length))) return true;
  }
  return false;
}

function files(directory: string): [string, Buffer][] {
  const found: [string, Buffer][] = [];
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    // A name can give away as much as what is in the file.
    if (entry.isFile()) found.push([path, Buffer.concat([readFileSync(path), Buffer.from(`\n${path}`)])]);
  }
  return found;
}

function commandLines(): [string, Buffer][] {
  const found: [string, Buffer][] = [];
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const line = readFileSync(`/proc/${name}/cmdline`);
      const program = line.toString("latin1").split("\0", 1)[0] ?? "";
      if (program.includes("latchkey")) found.push([`/proc/${name} ${program}`, line]);
    } catch {
      // It has ended in the meantime.
    }
  }
  return found;
}

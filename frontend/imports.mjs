// The import graph of src: which folder imports which. "npm run imports" prints it;
// src/test/imports.test.ts holds it to the floors below.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const src = path.join(path.dirname(fileURLToPath(import.meta.url)), "src");

// floors are the folders from the bottom up: a folder imports only those before it, for
// types as for values. A folder of features stands here by its own name.
export const floors = [
  "backend",
  "i18n",
  "ui",
  "problem",
  "practice",
  "helpdesk",
  "session",
  "profiles",
  "paste",
  "signin",
  "exchange",
  "settings",
  "connection",
  "transfer",
  "app",
  "main.tsx",
];

// folderOf names the folder of floors that a file of src belongs to.
export function folderOf(/** @type {string} */ file) {
  const [first = "", second = ""] = file.split("/");
  return first === "features" ? second : first;
}

// texts gives the files of src whose names fit, with what is in them.
export function texts(/** @type {RegExp} */ fits) {
  const files = readdirSync(src, { recursive: true, encoding: "utf8" })
    .map((file) => file.split(path.sep).join("/"))
    .filter((file) => fits.test(file));
  return new Map(files.map((file) => [file, readFileSync(path.join(src, file), "utf8")]));
}

// imports gives for each file of src, without its tests, the files of src that it
// imports, or names what is outside of src as "../…". Packages are left out.
export function imports() {
  const files = texts(/^(?!test\/)(?!.*(\.test\.|\.d\.ts$)).*\.tsx?$/);
  /** @type {Map<string, string[]>} */
  const graph = new Map();
  for (const [file, text] of files) {
    const found = text.matchAll(/(?:\bfrom|\bimport\s*\(?)\s*"(\.[^"]+)"/g);
    const targets = [...found].map(([, to = ""]) => {
      const target = path.posix.join(path.posix.dirname(file), to);
      return [`${target}.ts`, `${target}.tsx`].find((each) => files.has(each)) ?? target;
    });
    graph.set(file, targets);
  }
  return graph;
}

// folders gives for each folder, in the order of floors, the others that it imports.
export function folders() {
  /** @type {Map<string, Set<string>>} */
  const graph = new Map(floors.map((folder) => [folder, new Set()]));
  for (const [file, targets] of imports()) {
    const from = folderOf(file);
    const to = graph.get(from) ?? new Set();
    graph.set(from, to);
    for (const each of targets.filter((target) => !target.startsWith(".."))) {
      if (folderOf(each) !== from) to.add(folderOf(each));
    }
  }
  return graph;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [folder, to] of folders()) {
    console.log(`${folder} -> ${floors.filter((each) => to.has(each)).join(" ") || "nothing"}`);
  }
}

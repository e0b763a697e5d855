import { describe, expect, it } from "vitest";
import { floors, folderOf, folders, imports } from "../../imports.mjs";

const files = imports();

describe("imports", () => {
  it("go from a folder to those on lower floors only, for types too", () => {
    expect(files.size).toBeGreaterThan(200);
    const upwards = [...files].flatMap(([file, targets]) =>
      targets
        .filter((target) => !target.startsWith("..") && folderOf(target) !== folderOf(file))
        .filter((target) => !(floors.indexOf(folderOf(target)) < floors.indexOf(folderOf(file))))
        .map((target) => `${file} imports ${target}`),
    );
    expect(upwards).toEqual([]);
  });

  it("know every folder, and no folder that is gone", () => {
    expect([...folders().keys()]).toEqual(floors);
    expect(floors.filter((floor) => ![...files.keys()].some((file) => folderOf(file) === floor))).toEqual([]);
  });

  it("go in no ring from file to file", () => {
    const rings: string[] = [];
    const state = new Map<string, "open" | "done">();
    function visit(file: string, way: string[]) {
      if (state.get(file) === "open") rings.push([...way.slice(way.indexOf(file)), file].join(" -> "));
      if (state.has(file)) return;
      state.set(file, "open");
      for (const target of files.get(file) ?? []) visit(target, [...way, file]);
      state.set(file, "done");
    }
    for (const file of files.keys()) visit(file, []);
    expect(rings).toEqual([]);
  });

  it("reach the bindings from backend only, and nothing else out of src but the catalogue and the icon", () => {
    const outside = [...files].flatMap(([file, targets]) =>
      targets.filter((target) => target.startsWith("..")).map((target) => `${folderOf(file)}: ${target}`),
    );
    const allowed =
      /^(backend: \.\.\/wailsjs\/go\/\S+|(problem|helpdesk): \.\.\/\.\.\/app\/problem\/en\.json|app: \.\.\/\.\.\/build\/icon\.svg)$/;
    expect(outside.filter((each) => !allowed.test(each))).toEqual([]);
  });
});

import { glob, readFile } from "node:fs/promises";
import { relative, resolve } from "node:path";
import { expect, test } from "vitest";

const src = resolve(import.meta.dirname, "../src");

/** Finds the folders that each folder below src imports from. */
async function readImports(): Promise<Map<string, Set<string>>> {
  const imports = new Map<string, Set<string>>();
  for await (const name of glob("*/**/*.ts", { cwd: src })) {
    const [folder = ""] = name.split("/");
    const targets = imports.get(folder) ?? new Set();
    imports.set(folder, targets);
    for (const [, specifier = ""] of (await readFile(resolve(src, name), "utf8")).matchAll(
      /\bfrom "(\.[^"]+)"/g,
    )) {
      const [target = ""] = relative(src, resolve(src, name, "..", specifier)).split("/");
      if (target !== folder && !target.endsWith(".ts")) {
        targets.add(target);
      }
    }
  }
  return imports;
}

test("no folder imports from one that imports from it, directly or not", async () => {
  const imports = await readImports();
  expect(imports.size).toBeGreaterThan(10);
  for (let before = Number.NaN; before !== imports.size; ) {
    before = imports.size;
    for (const [folder, targets] of imports) {
      if ([...targets].every((target) => !imports.has(target))) {
        imports.delete(folder);
      }
    }
  }
  expect([...imports.keys()]).toEqual([]);
});

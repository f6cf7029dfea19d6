import { expect, test } from "vitest";
import { importType, importValue } from "../../src/print/imports.ts";
import { renderFiles } from "../../src/print/render-files.ts";
import { exportIfSplit, fileHeader, SourceFile } from "../../src/print/source-file.ts";

const modules = { runtime: "@ex/runtime", types: "./model.ts" };

/** A file with a declaration for each name; each uses the one after it, and a type of the model. */
function readers(names: readonly string[]): SourceFile {
  const file = new SourceFile("read.ts");
  for (const [index, name] of names.entries()) {
    const next = names[(index + 1) % names.length] ?? "";
    file.declare(name);
    file.print`${exportIfSplit}function ${name}(): ${importType("Thing", "types")} { return ${importValue(next, "./read.ts")}(); }`;
  }
  return file;
}

function model(): SourceFile {
  const file = new SourceFile("model.ts");
  file.declare("Thing");
  file.print`export type Thing = string;`;
  return file;
}

/** The texts without header and empty lines, by path. */
function render(files: readonly SourceFile[], maxDeclarations?: number): Record<string, string[]> {
  const rendered = [...renderFiles(files, modules, maxDeclarations)].map(([path, text]) => [
    path,
    text
      .replace(fileHeader, "")
      .split("\n")
      .filter((line) => line !== ""),
  ]);
  return Object.fromEntries(rendered);
}

test("a small file is one file, which doesn't import from itself", () => {
  expect(render([readers(["a", "b"]), model()])).toEqual({
    "read.ts": [
      'import type { Thing } from "./model.ts";',
      "function a(): Thing { return b(); }",
      "function b(): Thing { return a(); }",
    ],
    "model.ts": ["export type Thing = string;"],
  });
});

test("a large file is split by the digests of the names, and the parts import from each other", () => {
  // SHA-256 of a starts with ca, of b with 3e, of c with 2e.
  const index = new SourceFile("index.ts");
  index.reexport([
    { symbol: importValue("a", "./read.ts"), name: "a" },
    { symbol: importValue("b", "./read.ts"), name: "b" },
    { symbol: importType("Thing", "types"), name: "_Thing" },
  ]);
  expect(render([readers(["a", "b", "c"]), model(), index], 2)).toEqual({
    "read/c.ts": [
      'import type { Thing } from "../model.ts";',
      'import { b } from "./3.ts";',
      "export function a(): Thing { return b(); }",
    ],
    "read/3.ts": [
      'import type { Thing } from "../model.ts";',
      'import { c } from "./2.ts";',
      "export function b(): Thing { return c(); }",
    ],
    "read/2.ts": [
      'import type { Thing } from "../model.ts";',
      'import { a } from "./c.ts";',
      "export function c(): Thing { return a(); }",
    ],
    "model.ts": ["export type Thing = string;"],
    "index.ts": [
      'export { a } from "./read/c.ts";',
      'export { b } from "./read/3.ts";',
      'export type { Thing as _Thing } from "./model.ts";',
    ],
  });
});

test("a part that is still too large is split again", () => {
  const names = Array.from({ length: 500 }, (_, index) => `name${index}`);
  const paths = Object.keys(render([readers(names)], 20));
  expect(paths.length).toBeGreaterThan(16);
  expect(paths.every((path) => /^read\/[0-9a-f]{1,2}\.ts$/.test(path))).toBe(true);
});

test("a new declaration changes one part, and moves no other declaration", () => {
  const names = Array.from({ length: 500 }, (_, index) => `name${index}`);
  const declaredIn = (list: readonly string[]): Map<string, string> => {
    const entries = Object.entries(render([readers(list)], 60)).flatMap(([path, lines]) =>
      lines
        .flatMap((line) => /^export function (\w+)/.exec(line)?.[1] ?? [])
        .map((name) => [name, path] as const),
    );
    return new Map(entries);
  };
  const before = declaredIn(names);
  expect(before.size).toBe(500);
  const after = declaredIn(["another", ...names]);
  expect(names.filter((name) => before.get(name) !== after.get(name))).toEqual([]);
});

import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Drift } from "../../src/generate/drift.ts";
import { writeFiles } from "../../src/generate/write-files.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "write-files-"));
  await writeFile(join(folder, "old"), "old");
  await writeFile(join(folder, "stale"), "stale");
});
afterEach(() => rm(folder, { recursive: true }));

const stale: Drift = { kind: "unexpected", path: "stale" };
const changed: Drift = { kind: "changed", path: "old" };

test("writes, replaces and removes files", async () => {
  const files = new Map([
    ["old", "new"],
    ["deep/er", "text"],
  ]);
  await writeFiles(folder, files, [changed, { kind: "missing", path: "deep/er" }, stale]);
  expect((await readdir(folder, { recursive: true })).sort()).toEqual(["deep", "deep/er", "old"]);
  expect(await readFile(join(folder, "old"), "utf8")).toBe("new");
});

test("if one file can't be written, none is written or removed", async () => {
  const files = new Map([
    ["old", "new"],
    ["stale/er", "below a file"],
  ]);
  const drift: Drift[] = [changed, { kind: "missing", path: "stale/er" }, stale];
  await expect(writeFiles(folder, files, drift)).rejects.toThrow(/^Writing files to .* failed: EEXIST/);
  expect((await readdir(folder)).sort()).toEqual(["old", "stale"]);
  expect(await readFile(join(folder, "old"), "utf8")).toBe("old");
});

import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { root } from "../root.ts";
import { CommandError } from "../terminal/command-error.ts";
import { withTempFolder } from "./work-folder.ts";

const biome = createRequire(import.meta.url).resolve("@biomejs/biome/bin/biome");

/**
 * Formats TypeScript with the repository's settings of Biome.
 *
 * @param files - texts by path
 */
export function formatTypeScript(files: Readonly<Record<string, string>>): Promise<[string, string][]> {
  return withTempFolder("format", async (folder) => {
    const copies = Object.entries(files).map(([path, code], index) => {
      const copy = join(folder, `${index}.ts`);
      return { path, code, copy };
    });
    await Promise.all(copies.map(({ copy, code }) => writeFile(copy, code)));
    await format(folder);
    return Promise.all(
      copies.map(async ({ path, copy }): Promise<[string, string]> => [path, await readFile(copy, "utf8")]),
    );
  });
}

/** Runs one process for all files. Without `--vcs-enabled=false` Biome would skip the folder, which git ignores. */
async function format(directory: string): Promise<void> {
  const args = [biome, "format", "--write", "--vcs-enabled=false", directory];
  await promisify(execFile)(process.execPath, args, { cwd: root }).catch((error: { stderr: string }) => {
    throw new CommandError(
      `Biome could not format generated code. This is a bug in the generator:\n${error.stderr.trim()}`,
    );
  });
}

import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { CommandError } from "../terminal/command-error.ts";
import { packageFolder } from "./package-folder.ts";
import { withTempFolder } from "./temp-folder.ts";

const biome = createRequire(import.meta.url).resolve("@biomejs/biome/bin/biome");

/** The settings of Biome for generated code, so that the same model gives the same bytes in every project. */
const settings = join(packageFolder, "toolchain/format.json");

/**
 * Formats TypeScript with Biome.
 *
 * @param files - texts by path
 * @param buildFolder - the absolute path of the folder for temporary files
 */
export function formatTypeScript(
  files: Readonly<Record<string, string>>,
  buildFolder: string,
): Promise<[string, string][]> {
  return withTempFolder(buildFolder, "format", async (folder) => {
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
  const args = [biome, "format", "--write", "--vcs-enabled=false", `--config-path=${settings}`, directory];
  await promisify(execFile)(process.execPath, args, { cwd: directory }).catch((error: { stderr: string }) => {
    throw new CommandError(
      `Biome could not format generated code. This is a bug in the generator:\n${error.stderr.trim()}`,
    );
  });
}

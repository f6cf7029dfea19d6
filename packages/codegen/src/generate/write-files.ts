import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { CommandError } from "../terminal/command-error.ts";
import type { Drift } from "./drift.ts";

/**
 * Makes files what they should be. Only files that differ are touched, and each is replaced in one step; none is
 * where one of them can't be written.
 *
 * @param base - the absolute path of the folder that the paths start from
 * @param expected - the files' texts by path
 * @param drift - where the files differ from them
 * @throws CommandError where one can't be written
 */
export async function writeFiles(
  base: string,
  expected: ReadonlyMap<string, string>,
  drift: readonly Drift[],
): Promise<void> {
  const written: string[] = [];
  try {
    for (const { path } of drift) {
      const file = join(base, path);
      const text = expected.get(path);
      if (text !== undefined) {
        await mkdir(dirname(file), { recursive: true });
        written.push(file);
        await writeFile(`${file}.partial`, text);
      }
    }
    for (const file of written) {
      await rename(`${file}.partial`, file);
    }
  } catch (error) {
    await Promise.all(written.map((file) => rm(`${file}.partial`, { force: true })));
    throw new CommandError(
      `Files below ${base} can't be written: ${(error as Error).message}. Make room for them, or choose another folder.`,
    );
  }
  for (const { path } of drift.filter((it) => !expected.has(it.path))) {
    await rm(join(base, path));
  }
}

import { rmSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { onInterruption } from "../files/interruption.ts";
import { CommandError } from "../terminal/command-error.ts";
import type { Drift } from "./drift.ts";

/**
 * Writes and removes files so that they are as expected. Only files that differ are written, each atomically. If one can't
 * be written, none is.
 *
 * @param base - the absolute path of the folder that the paths start from
 * @param expected - the files' texts by path
 * @param drift - the files that differ
 * @throws CommandError if one can't be written
 */
export async function writeFiles(
  base: string,
  expected: ReadonlyMap<string, string>,
  drift: readonly Drift[],
): Promise<void> {
  const written: string[] = [];
  using _cleanup = onInterruption(() => {
    for (const file of written) {
      rmSync(`${file}.partial`, { force: true });
    }
  });
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
      `Writing files to ${base} failed: ${(error as Error).message}. Free space or fix the permissions, or choose another folder.`,
    );
  }
  for (const { path } of drift.filter((it) => !expected.has(it.path))) {
    await rm(join(base, path));
  }
}

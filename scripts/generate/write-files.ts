import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { root } from "../root.ts";
import type { Drift } from "./drift.ts";

/**
 * Makes the committed files what a generation gave. Only files that differ are touched, and each is replaced
 * in one step.
 *
 * @param expected - the generated files' texts by path
 * @param drift - where the files differ from them
 */
export async function writeFiles(
  expected: ReadonlyMap<string, string>,
  drift: readonly Drift[],
): Promise<void> {
  for (const { path } of drift) {
    const file = join(root, path);
    const text = expected.get(path);
    if (text === undefined) {
      await rm(file);
      continue;
    }
    await mkdir(dirname(file), { recursive: true });
    await writeFile(`${file}.partial`, text);
    await rename(`${file}.partial`, file);
  }
}

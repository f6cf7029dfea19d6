import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../../root.ts";

/**
 * Reads a file of this repository's own packages, which other packages get too.
 *
 * @param path - from the root, `packages/types/src/error-name.ts`
 */
export function readOwnFile(path: string): Promise<string> {
  return readFile(join(root, path), "utf8");
}

/** Reads several files of one of our packages: texts by their path in the package. */
export async function readOwnFiles(
  folder: string,
  paths: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const files = paths.map(async (path) => [path, await readOwnFile(`packages/${folder}/${path}`)] as const);
  return Object.fromEntries(await Promise.all(files));
}

import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join, relative } from "node:path";

const ignored = /(^|\/)(node_modules|dist|build|\.turbo|\.reports)(\/|$)/;

/**
 * Lists the files below a folder, in order.
 *
 * @param base - an absolute path
 * @param folder - from the base; it need not be there
 * @returns their paths from the base
 */
export async function listFiles(base: string, folder: string): Promise<string[]> {
  const directory = join(base, folder);
  if (!existsSync(directory)) {
    return [];
  }
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const paths = files.map((entry) => relative(base, join(entry.parentPath, entry.name)));
  return paths.filter((path) => !ignored.test(path)).toSorted();
}

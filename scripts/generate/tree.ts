import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join, relative } from "node:path";
import { root } from "../root.ts";

const ignored = /(^|\/)(node_modules|dist|build|\.turbo|\.reports)(\/|$)/;

/**
 * Lists the files below a folder, in order.
 *
 * @param folder - from the root; it need not be there
 * @returns their paths from the root
 */
export async function listFiles(folder: string): Promise<string[]> {
  const directory = join(root, folder);
  if (!existsSync(directory)) {
    return [];
  }
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const paths = files.map((entry) => relative(root, join(entry.parentPath, entry.name)));
  return paths.filter((path) => !ignored.test(path)).toSorted();
}

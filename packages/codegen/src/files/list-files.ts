import { readdir, realpath, stat } from "node:fs/promises";
import { join } from "node:path";

/**
 * Lists the files in a folder and its subfolders, as sorted paths from the folder. Links to files and folders are followed;
 * broken links, and links to a folder around them, are skipped.
 *
 * @param folder - an absolute path
 */
export async function listFiles(folder: string): Promise<string[]> {
  return (await list(folder, "", [await realpath(folder)])).sort();
}

/** @param around - the real paths of the folders on the way */
async function list(folder: string, path: string, around: readonly string[]): Promise<string[]> {
  const entries = await readdir(join(folder, path), { withFileTypes: true });
  const lists = entries.map(async (entry): Promise<string[]> => {
    const child = path === "" ? entry.name : join(path, entry.name);
    if (entry.isFile()) {
      return [child];
    }
    if (entry.isDirectory()) {
      return list(folder, child, [...around, join(folder, child)]);
    }
    return entry.isSymbolicLink() ? follow(folder, child, around) : [];
  });
  return (await Promise.all(lists)).flat();
}

async function follow(folder: string, path: string, around: readonly string[]): Promise<string[]> {
  const target = await realpath(join(folder, path)).catch(() => undefined);
  if (target === undefined || around.includes(target)) {
    return [];
  }
  return (await stat(target)).isDirectory() ? list(folder, path, [...around, target]) : [path];
}

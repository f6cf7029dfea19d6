import { readdir, realpath, stat } from "node:fs/promises";
import { dirname, join, sep } from "node:path";

/** A folder that links lead to. */
export interface LinkedFolder {
  /** Whether a link leads to the folder itself, and so to all below it; otherwise only to files in it. */
  readonly recursive: boolean;
}

/**
 * Finds the folders that links in a folder lead to, also through other links. Broken links, and links to a folder around
 * them, are skipped, as `listFiles` does.
 *
 * @param folder - an absolute path; it can be missing
 * @returns the folders by real path
 */
export async function findLinkedFolders(folder: string): Promise<Map<string, LinkedFolder>> {
  const found = new Map<string, LinkedFolder>();
  await collect(folder, found);
  return found;
}

async function collect(folder: string, found: Map<string, LinkedFolder>): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      await collect(path, found);
    } else if (entry.isSymbolicLink()) {
      await follow(path, found);
    }
  }
}

async function follow(link: string, found: Map<string, LinkedFolder>): Promise<void> {
  const target = await realpath(link).catch(() => undefined);
  if (target === undefined) {
    return;
  }
  if (!(await stat(target)).isDirectory()) {
    const folder = dirname(target);
    found.set(folder, found.get(folder) ?? { recursive: false });
    return;
  }
  const around = `${await realpath(dirname(link))}${sep}`.startsWith(`${target}${sep}`);
  if (!around && !found.get(target)?.recursive) {
    found.set(target, { recursive: true });
    await collect(target, found);
  }
}

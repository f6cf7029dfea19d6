import { mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Makes a directory and those that it is in, where they aren't there yet. Node.js's own way never ends below /proc,
 * whose directories are there and take no others.
 *
 * @param path - an absolute path
 * @throws Error of the system, where it can't be made
 */
export async function makeDirectories(path: string): Promise<void> {
  if (await isDirectory(path)) {
    return;
  }
  try {
    await mkdir(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST" && (await isDirectory(path))) {
      // Somebody else has made it meanwhile.
      return;
    }
    const parent = dirname(path);
    if (code !== "ENOENT" || parent === path || (await isDirectory(parent))) {
      throw error;
    }
    await makeDirectories(parent);
    await makeDirectories(path);
  }
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

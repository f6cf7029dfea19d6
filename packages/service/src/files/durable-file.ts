import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { access, open, opendir, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Replaces a file, mode 0600, at once: whoever reads it finds the old or the new content whole, also after the
 * machine lost its power.
 *
 * @param path - in a directory that exists
 * @throws Error of the file system's; the file is then as it was
 */
export async function replaceFile(path: string, content: string): Promise<void> {
  const temporary = `${path}.${randomUUID()}`;
  try {
    await writeDurably(temporary, content);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

/**
 * Writes a new file, mode 0600, whose content is on the disk when this returns. Its name is so once its folder is
 * synchronised.
 *
 * @throws Error of the file system's, where it is there already for one
 */
export async function writeDurably(path: string, content: string): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * Has the names in a folder reach the disk: without it, a file that was made or moved may be lost with the machine's
 * power. Windows has nothing of the kind.
 *
 * @throws Error of the file system's
 */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") {
    return;
  }
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/**
 * Makes sure that files can be made in a folder, as far as that can be known without making one.
 *
 * @throws Error of the file system's: where it isn't there, isn't a folder, or this process may not write to it
 */
export async function requireWritableFolder(path: string): Promise<void> {
  // It is opened for each file that is made, to have its name reach the disk.
  const folder = await opendir(path);
  await folder.close();
  await access(path, constants.W_OK | constants.X_OK);
}

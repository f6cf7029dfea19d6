import { constants } from "node:fs";
import { access, opendir } from "node:fs/promises";

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

import { open } from "node:fs/promises";

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

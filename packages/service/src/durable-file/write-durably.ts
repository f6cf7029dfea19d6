import { open } from "node:fs/promises";

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

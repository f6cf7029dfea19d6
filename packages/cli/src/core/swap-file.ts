import { randomUUID } from "node:crypto";
import { rename, rm, writeFile } from "node:fs/promises";

/**
 * Replaces a file atomically: a reader finds the whole old or the whole new content.
 *
 * @param path - in an existing directory
 * @param mode - of the new file
 * @throws Error from the file system; the file is then unchanged
 */
export async function swapFile(path: string, content: string, mode: number): Promise<void> {
  const temporary = `${path}.${randomUUID()}`;
  try {
    await writeFile(temporary, content, { flag: "wx", mode });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

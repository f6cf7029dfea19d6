import { randomUUID } from "node:crypto";
import { rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { syncFolder } from "./sync-folder.ts";
import { writeDurably } from "./write-durably.ts";

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

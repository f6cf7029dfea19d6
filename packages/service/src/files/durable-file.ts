import { randomUUID } from "node:crypto";
import { constants, type Stats } from "node:fs";
import { access, open, opendir, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { fileCalls } from "./file-call-limiter.ts";

/**
 * Replaces a file durably: like {@link swapFile}, and the new content survives a power cut.
 *
 * @param path - in an existing directory that can be read
 * @throws Error from the file system
 * @throws FileAccessError if the file system hangs
 */
export function replaceFile(path: string, content: string): Promise<void> {
  return fileCalls.run(path, async () => {
    await swapFile(path, content, writeDurably);
    await syncFolder(dirname(path));
  });
}

/**
 * Replaces a file atomically, mode 0600: a reader finds the whole old or the whole new content.
 *
 * @param path - in an existing directory
 * @param write - writes the new content to a temporary file next to it
 * @throws Error from the file system; the file is then unchanged
 */
export async function swapFile(
  path: string,
  content: string,
  write: typeof writeDurably = writeNew,
): Promise<void> {
  const temporary = `${path}.${randomUUID()}`;
  try {
    await write(temporary, content);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

function writeNew(path: string, content: string): Promise<void> {
  return writeFile(path, content, { flag: "wx", mode: 0o600 });
}

/**
 * Writes a new file, mode 0600, and flushes its content to disk. Its name is on disk after {@link syncFolder}.
 *
 * @throws Error from the file system, for example if the file exists
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
 * Flushes a folder's entries to disk, so that a new or moved file survives a power cut. Does nothing on Windows, which
 * has no such call.
 *
 * @throws Error from the file system
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
 * Checks that files can be created in a folder, as far as possible without creating one.
 *
 * @returns the folder's status
 * @throws Error from the file system if it does not exist, is not a folder, or is not writable
 * @throws FileAccessError if the file system hangs
 */
export function requireWritableFolder(path: string): Promise<Stats> {
  return fileCalls.run(path, async () => {
    // syncFolder opens the folder, so it must be readable too.
    const folder = await opendir(path);
    await folder.close();
    await access(path, constants.W_OK | constants.X_OK);
    return stat(path);
  });
}

import { constants, type Stats } from "node:fs";
import { type FileHandle, open, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { FileAccessError } from "./file-access-error.ts";
import { checkPermissions, type FilePermissions } from "./file-permissions.ts";

const { O_APPEND, O_CREAT, O_NOCTTY, O_NONBLOCK, O_RDWR } = constants;

/** Its owner can write it, and its group can read it. */
const fileMode = 0o640;

const newline = 0x0a;

/**
 * Opens a file to append lines to it, and creates it with mode 0640 if it does not exist. If its last line is torn, for
 * example because a process was killed while it wrote, a newline ends that line.
 *
 * @throws FileAccessError if it cannot be created or written, is not a regular file, or if it or its folder can be written
 * by users that are not trusted
 * @throws Error from the file system, for example ENOSPC, if the torn line cannot be ended
 */
export async function openAppendFile(path: string, permissions: FilePermissions = {}): Promise<FileHandle> {
  const folder = dirname(path);
  await guard(folder, async () => checkPermissions(folder, await stat(folder), "trusted", permissions));
  // Without O_NONBLOCK, opening a pipe waits for its other end. Its end is read, to find a torn line.
  const flags = O_RDWR | O_APPEND | O_CREAT | O_NONBLOCK | O_NOCTTY;
  const file = await guard(path, () => open(path, flags, fileMode));
  try {
    const stats = await file.stat();
    requireRegular(path, stats);
    checkPermissions(path, stats, "trusted", permissions);
    if (await endsWithinLine(file, stats.size)) {
      await file.write("\n");
    }
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

/**
 * Checks that lines can be appended to a file, without creating or changing it.
 *
 * @throws FileAccessError as {@link openAppendFile}, as far as that can be known
 */
export async function checkAppendFile(path: string, permissions: FilePermissions = {}): Promise<void> {
  const folder = dirname(path);
  await guard(folder, async () => checkPermissions(folder, await stat(folder), "trusted", permissions));
  let file: FileHandle;
  try {
    file = await open(path, O_RDWR | O_APPEND | O_NONBLOCK | O_NOCTTY);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      return;
    }
    throw FileAccessError.ofUnwritable(path, error);
  }
  try {
    const stats = await file.stat();
    requireRegular(path, stats);
    checkPermissions(path, stats, "trusted", permissions);
  } finally {
    await file.close();
  }
}

async function guard<Result>(path: string, call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    throw error instanceof FileAccessError ? error : FileAccessError.ofUnwritable(path, error);
  }
}

function requireRegular(path: string, stats: Stats): void {
  if (!stats.isFile()) {
    throw FileAccessError.ofType(path, stats.isFIFO() ? "a pipe" : "a device");
  }
}

async function endsWithinLine(file: FileHandle, size: number): Promise<boolean> {
  if (size === 0) {
    return false;
  }
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer[0] !== newline;
}

import { requireWritableFolder } from "../files/durable-file.ts";
import { systemErrorCode, UnusableFileError } from "../files/file-error.ts";
import { checkPermissions } from "../files/file-permissions.ts";
import { FileAccessError, type FilePermissions } from "../files/read-file.ts";

/**
 * Checks that the keys of clusters can be kept in a directory, without creating a file.
 *
 * @throws UnusableFileError if it does not exist, is not a directory, is not writable, belongs to another user, or can be
 * written by others
 */
export async function checkStateDirectory(path: string, permissions?: FilePermissions): Promise<void> {
  try {
    checkPermissions(path, await requireWritableFolder(path), "trusted", permissions);
  } catch (cause) {
    const problem =
      cause instanceof FileAccessError
        ? cause.problem
        : `can't be written (${systemErrorCode(cause)}). Check that it exists, is a directory, and is writable by this process.`;
    throw UnusableFileError.ofWhole(path, `${path}: the state directory ${problem}`, cause);
  }
}

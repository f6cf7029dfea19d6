import { UnusableFileError } from "./file-error.ts";
import { type FileAccessError, type FileKind, type FilePermissions, readFile } from "./read-file.ts";

/**
 * Reads a file that the service can't work without.
 *
 * @throws UnusableFileError if it cannot be read or must not be trusted
 */
export async function readUsableFile(
  path: string,
  kind: FileKind,
  permissions?: FilePermissions,
): Promise<Buffer<ArrayBuffer>> {
  try {
    return await readFile(path, kind, permissions);
  } catch (error) {
    throw UnusableFileError.ofUnreadable(path, error as FileAccessError);
  }
}

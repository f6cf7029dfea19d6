import { requireWritableFolder } from "../durable-file/require-writable-folder.ts";
import { UnusableFileError } from "../yaml-file/unusable-file-error.ts";

/**
 * Checks that clusters' keys can be kept in a directory. No file is made.
 *
 * @param path - the directory
 * @throws UnusableFileError where it isn't there, isn't a directory, or this process may not write to it
 */
export async function checkStateDirectory(path: string): Promise<void> {
  try {
    await requireWritableFolder(path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw UnusableFileError.ofWhole(
      `${path}: the state directory can't be written (${code}). Check that it is there, a directory, and that this process may write to it.`,
      cause,
    );
  }
}

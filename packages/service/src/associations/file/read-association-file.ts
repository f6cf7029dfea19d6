import { lstat, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { fileCalls } from "../../files/file-call-limiter.ts";
import { systemErrorCode, UnusableFileError } from "../../files/file-error.ts";
import { type FileAccessError, type FilePermissions, readFile } from "../../files/read-file.ts";
import { recordPathOf } from "./change-record.ts";

/** What happens if an association file does not exist. */
export interface MissingFileOptions {
  /**
   * Called with a notice if the file does not exist yet; there are no associations then. Its folder must exist. Without
   * this hook, a missing file is an error.
   */
  readonly onMissing?: ((notice: string) => void) | undefined;
}

/**
 * Reads an association file.
 *
 * @returns undefined if it does not exist yet, after the notice
 * @throws UnusableFileError if it cannot be read, must not be trusted, or has probably been lost: if its folder does not
 * exist, if it is a symbolic link to nothing, or if our commands have left the record of its changes
 */
export async function readAssociationFile(
  path: string,
  permissions: FilePermissions,
  { onMissing }: MissingFileOptions,
): Promise<Buffer<ArrayBuffer> | undefined> {
  try {
    return await readFile(path, "associations", permissions);
  } catch (error) {
    if (
      onMissing !== undefined &&
      systemErrorCode(error) === "ENOENT" &&
      !(await exists(path)) &&
      (await exists(dirname(path), stat))
    ) {
      await requireNoRecord(path);
      onMissing(
        `${path} does not exist, so there are no associations. It is read when it is created, by eks-auth association add for example. If you have such a file, correct its path in the configuration.`,
      );
      return undefined;
    }
    throw UnusableFileError.ofUnreadable(path, error as FileAccessError);
  }
}

/** @throws UnusableFileError if a file that does not exist has a record */
async function requireNoRecord(path: string): Promise<void> {
  const record = recordPathOf(path);
  if (await exists(record)) {
    const message = `${path}: the file does not exist, but it did: ${record} is the record of its changes. Restore the file. If there should be no associations, remove the record.`;
    throw UnusableFileError.ofWhole(path, message, undefined);
  }
}

/** @param look - by default, a symbolic link to nothing exists */
function exists(path: string, look: (path: string) => Promise<unknown> = lstat): Promise<boolean> {
  return fileCalls
    .run(path, () => look(path))
    .then(
      () => true,
      () => false,
    );
}

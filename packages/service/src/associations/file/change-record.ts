import { realpath } from "node:fs/promises";
import { FileAccessError } from "../../files/file-access-error.ts";
import { fileCalls } from "../../files/file-call-limiter.ts";
import { type FilePermissions, readFile } from "../../files/read-file.ts";

/**
 * The record of an association file is a small file next to it: the digests of the contents that our commands have given
 * it, oldest first, each on its line. So a service can tell their changes from those of other tools. Who can write the
 * record can also write the association file.
 */

/** In place of a digest: the next content is intended, after any other. */
export const anyContent = "*";

/**
 * A change that loses more than half of its associations is suspicious from this number on. A file with fewer of them gets
 * no record.
 */
export const minGuardedAssociations = 20;

/** Removals by a script are seen at once, if they are not more than this. */
export const maxRecordedChanges = 100;

/** Finds the path of a file's record. Like the lock, it is next to the file that a symbolic link leads to. */
export function recordPathOf(target: string): string {
  return `${target}.changes`;
}

/** The SHA-256 digest of a file's content. Another thread computes it, because the content can be large. */
export async function digestOf(content: Uint8Array<ArrayBuffer>): Promise<string> {
  return Buffer.from(await crypto.subtle.digest("SHA-256", content)).toString("base64url");
}

/**
 * Reads a record. One that cannot be used is empty: then a change counts as that of another tool.
 *
 * @param kind - `editedYaml` if this process edits the file
 */
export async function readRecord(
  recordPath: string,
  kind: "changeRecord" | "editedYaml",
  permissions?: FilePermissions,
): Promise<readonly string[]> {
  try {
    const content = await readFile(recordPath, kind, permissions);
    return content.toString("latin1").trim().split("\n");
  } catch (error) {
    if (error instanceof FileAccessError) {
      return [];
    }
    throw error;
  }
}

/**
 * Finds the record of a file that may be a symbolic link. Never rejects.
 *
 * @returns undefined if the file cannot be found, or its file system hangs
 */
export function findRecord(path: string): Promise<string | undefined> {
  return fileCalls.run(path, () => realpath(path)).then(recordPathOf, () => undefined);
}

/** Whether our commands have led from one content of a file to another, or the new one was confirmed. */
export function isRecorded(record: readonly string[], before: string, after: string): boolean {
  return (
    record.at(-1) === after &&
    record.slice(0, -1).some((digest) => digest === before || digest === anyContent)
  );
}

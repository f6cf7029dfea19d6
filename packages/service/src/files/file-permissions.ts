import type { Stats } from "node:fs";
import { FileAccessError } from "./file-access-error.ts";

/**
 * Who can have access to a file: with `trusted`, root or this process's user owns it, and no one else can write it; with
 * `secret`, it is not readable by all users either; with `any`, everyone.
 */
export type Trust = "any" | "trusted" | "secret";

/** Exceptions from the rules for trusted files. */
export interface FilePermissions {
  /** Whether the group of a file can write it, as with a Kubernetes `fsGroup`; by default it must not. */
  readonly allowGroupWrite?: boolean | undefined;
}

const groupWrite = 0o020;
const otherWrite = 0o002;
const otherRead = 0o004;

/**
 * Checks the owner and the mode of a file or a folder. Windows has neither.
 *
 * @throws FileAccessError `file_owner_untrusted` or `file_mode_unsafe`
 */
export function checkPermissions(
  path: string,
  { uid, gid, mode }: Pick<Stats, "uid" | "gid" | "mode">,
  trust: Trust,
  { allowGroupWrite }: FilePermissions = {},
): void {
  const user = process.geteuid?.();
  if (user === undefined || trust === "any") {
    return;
  }
  const found = `owner ${uid}, group ${gid}, mode ${(mode & 0o7777).toString(8).padStart(4, "0")}`;
  if (uid !== 0 && uid !== user) {
    throw new FileAccessError(
      "file_owner_untrusted",
      path,
      `belongs to another user (${found}). Run chown ${user} on it, or run this process as user ${uid}.`,
    );
  }
  if (trust === "secret" && (mode & otherRead) !== 0) {
    const fix = "Create a new one, or run chmod o-rwx on it if no one has read it.";
    throw new FileAccessError("file_mode_unsafe", path, `can be read by all users (${found}). ${fix}`);
  }
  if ((mode & otherWrite) !== 0) {
    const fix = `Check its content, and run chmod go-w on it.`;
    throw new FileAccessError("file_mode_unsafe", path, `can be written by all users (${found}). ${fix}`);
  }
  if ((mode & groupWrite) !== 0 && !allowGroupWrite) {
    // Undefined if there is no such option.
    const option =
      allowGroupWrite === undefined ? "" : ", or set files.allowGroupWrite if you trust the group";
    const fix = `Run chmod g-w on it${option}.`;
    throw new FileAccessError("file_mode_unsafe", path, `can be written by its group (${found}). ${fix}`);
  }
}

/**
 * Reads and decodes files that a user names.
 *
 * @packageDocumentation
 */
import { type BigIntStats, constants, type Stats } from "node:fs";
import { type FileHandle, open, stat } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { FileAccessError } from "./file-access-error.ts";
import { fileCalls } from "./file-call-limiter.ts";
import { checkPermissions, type FilePermissions, type Trust } from "./file-permissions.ts";

export { decodeText } from "./decode-text.ts";
export { FileAccessError, type FileAccessErrorCode } from "./file-access-error.ts";
export type { FilePermissions } from "./file-permissions.ts";

const kibibyte = 1024;
const mebibyte = 1024 * kibibyte;
const chunkBytes = 256 * kibibyte;

/** What a file contains. This decides its maximum size, and who can have access to it. */
export type FileKind =
  | "associations"
  | "awsConfiguration"
  | "certificates"
  | "configuration"
  | "keySet"
  | "privateKey"
  | "savedKeySet"
  | "token";

interface FileRules {
  readonly maxBytes: number;
  readonly trust: Trust;
}

const rules: Readonly<Record<FileKind, FileRules>> = {
  associations: { maxBytes: 64 * mebibyte, trust: "trusted" },
  /** AWS SDKs read it, and check neither owner nor mode. */
  awsConfiguration: { maxBytes: mebibyte, trust: "any" },
  certificates: { maxBytes: mebibyte, trust: "trusted" },
  configuration: { maxBytes: 64 * mebibyte, trust: "trusted" },
  keySet: { maxBytes: 256 * kibibyte, trust: "trusted" },
  privateKey: { maxBytes: 64 * kibibyte, trust: "secret" },
  /** More than for a key set, because of its indentation. */
  savedKeySet: { maxBytes: mebibyte, trust: "trusted" },
  /** The kubelet lets all users of a pod read its tokens, and another user of the node can own them. */
  token: { maxBytes: 64 * kibibyte, trust: "any" },
};

/**
 * Reads a file that a user names: a regular file, or a symbolic link to one. It waits about 10 s at most, whatever the
 * path names.
 *
 * @throws FileAccessError if the file cannot be read, is too large, or can be changed by users that are not trusted
 */
export function readFile(path: string, kind: FileKind, permissions?: FilePermissions): Promise<Buffer> {
  return fileCalls.run(path, async () => {
    try {
      return await readTrusted(path, rules[kind], permissions);
    } catch (error) {
      throw error instanceof FileAccessError ? error : FileAccessError.ofSystem(path, error);
    }
  });
}

/**
 * Reads the status of a file that a user names. It waits about 10 s at most.
 *
 * @throws FileAccessError if the system refuses it, or the file system hangs
 */
export function readStatus(path: string): Promise<BigIntStats> {
  return fileCalls.run(path, async () => {
    try {
      return await stat(path, { bigint: true });
    } catch (error) {
      throw FileAccessError.ofSystem(path, error);
    }
  });
}

async function readTrusted(path: string, rules: FileRules, permissions?: FilePermissions): Promise<Buffer> {
  const { maxBytes, trust } = rules;
  let file: FileHandle | undefined;
  try {
    // Without O_NONBLOCK, opening a pipe waits for its writer. Windows has neither of the last two flags.
    file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
    // The file that is read, even if another one replaces it now.
    const stats = await file.stat();
    requireRegular(path, stats);
    checkPermissions(path, stats, trust, permissions);
    if (stats.size > maxBytes) {
      throw tooLarge(path, maxBytes);
    }
    // The byte at `end` is read too: the file can have grown.
    const stream = file.createReadStream({ end: maxBytes, highWaterMark: chunkBytes, autoClose: false });
    const content = await buffer(stream);
    if (content.length > maxBytes) {
      throw tooLarge(path, maxBytes);
    }
    return content;
  } finally {
    await file?.close();
  }
}

function tooLarge(path: string, maxBytes: number): FileAccessError {
  const problem = `is larger than ${maxBytes / kibibyte} KiB. Check that it is the right file.`;
  return new FileAccessError("file_too_large", path, problem);
}

function requireRegular(path: string, stats: Stats): void {
  if (!stats.isFile()) {
    const type = stats.isDirectory() ? "a directory" : stats.isFIFO() ? "a pipe" : "a device";
    throw FileAccessError.ofType(path, type);
  }
}

/**
 * Reads and decodes files that a user names.
 *
 * @packageDocumentation
 */
import { constants, type Stats } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { maxAssociationFileBytes } from "./association-file-limit.ts";
import { FileAccessError } from "./file-access-error.ts";
import { fileCalls } from "./file-call-limiter.ts";
import { checkPermissions, type FilePermissions, type Trust } from "./file-permissions.ts";

export { decodeText } from "./decode-text.ts";
export { FileAccessError, type FileAccessErrorCode } from "./file-access-error.ts";
export type { FilePermissions } from "./file-permissions.ts";

const kibibyte = 1024;
const mebibyte = 1024 * kibibyte;
/** Enough for most files whose size is unknown, such as those of /proc. */
const minBufferBytes = 4 * kibibyte;

/** What a file contains. This decides its maximum size, and who can have access to it. */
export type FileKind =
  | "accessKey"
  | "associations"
  | "awsConfiguration"
  | "awsOutput"
  | "certificates"
  | "changeRecord"
  | "configuration"
  | "denyList"
  | "editedYaml"
  | "keySet"
  | "privateKey"
  | "savedKeySet"
  | "shownToken"
  | "token";

interface FileRules {
  readonly maxBytes: number;
  readonly trust: Trust;
}

const rules: Readonly<Record<FileKind, FileRules>> = {
  /** Of a caller that signs its requests. */
  accessKey: { maxBytes: 64 * kibibyte, trust: "secret" },
  associations: { maxBytes: maxAssociationFileBytes, trust: "trusted" },
  /** AWS SDKs read it, and check neither owner nor mode. */
  awsConfiguration: { maxBytes: mebibyte, trust: "any" },
  awsOutput: { maxBytes: 64 * mebibyte, trust: "trusted" },
  /** It has room for thousands of clusters, and is parsed on the thread that answers requests: 8,000 take about 50 ms. */
  configuration: { maxBytes: mebibyte, trust: "trusted" },
  /** It is parsed on the thread that answers requests, too. */
  denyList: { maxBytes: mebibyte, trust: "trusted" },
  changeRecord: { maxBytes: 64 * kibibyte, trust: "trusted" },
  certificates: { maxBytes: mebibyte, trust: "trusted" },
  /** Root can edit the file of the service's user. The service checks the result. */
  editedYaml: { maxBytes: 64 * mebibyte, trust: "any" },
  keySet: { maxBytes: 256 * kibibyte, trust: "trusted" },
  privateKey: { maxBytes: 64 * kibibyte, trust: "secret" },
  /** More than for a key set, because of its indentation. */
  savedKeySet: { maxBytes: mebibyte, trust: "trusted" },
  /** It is only shown, or sent to who verifies it. Root can look at the token of another user's pod. */
  shownToken: { maxBytes: 64 * kibibyte, trust: "any" },
  /** The kubelet lets all users of a pod read its tokens. */
  token: { maxBytes: 64 * kibibyte, trust: "trusted" },
};

/**
 * Reads a file that a user names: a regular file, or a symbolic link to one. It does not wait for the writer of a
 * pipe, and 10 s for a file system that hangs.
 *
 * @throws FileAccessError if the file cannot be read, is too large, or can be changed by users that are not trusted
 */
export function readFile(
  path: string,
  kind: FileKind,
  permissions?: FilePermissions,
): Promise<Buffer<ArrayBuffer>> {
  return fileCalls.run(path, async () => {
    try {
      return await readTrusted(path, rules[kind], permissions);
    } catch (error) {
      throw error instanceof FileAccessError ? error : FileAccessError.ofSystem(path, error);
    }
  });
}

async function readTrusted(
  path: string,
  rules: FileRules,
  permissions?: FilePermissions,
): Promise<Buffer<ArrayBuffer>> {
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
    // One byte more than allowed shows that the file has grown.
    const content = await readUntil(file, stats.size, maxBytes + 1);
    if (content.length > maxBytes) {
      throw tooLarge(path, maxBytes);
    }
    return content;
  } finally {
    await file?.close();
  }
}

/** Reads up to a number of bytes. @param size - how many are expected */
async function readUntil(file: FileHandle, size: number, maxBytes: number): Promise<Buffer<ArrayBuffer>> {
  let content = Buffer.allocUnsafeSlow(Math.min(Math.max(size + 1, minBufferBytes), maxBytes));
  let length = 0;
  for (;;) {
    const { bytesRead } = await file.read(content, length);
    length += bytesRead;
    if (bytesRead === 0 || length === maxBytes) {
      return content.subarray(0, length);
    }
    if (length === content.length) {
      content = Buffer.concat([content], Math.min(2 * length, maxBytes));
    }
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

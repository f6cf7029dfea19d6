import { readlink, realpath, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { maxAssociationFileBytes } from "../../files/association-file-limit.ts";
import { decodeText } from "../../files/decode-text.ts";
import { systemErrorCode, UnusableFileError } from "../../files/file-error.ts";
import { type FileAccessError, readFile } from "../../files/read-file.ts";
import { AssociationChangeError } from "../change-error.ts";
import { FileLock } from "./file-lock.ts";
import { recordChange, recordConfirmation } from "./write-record.ts";

const byteOrderMark = "\ufeff";

const lockTimeoutMs = 10_000;

/** What a change of a file results in. */
interface RewriteOptions<Result> {
  readonly result: Result;
  /** Whether to record the change for services that watch the file, if the file has no record yet. */
  readonly record?: boolean;
  /** Whether to record that the content is intended, if it stays as it is. */
  readonly confirm?: boolean;
}

/** The new text of a file, and the result of making it. */
interface Rewrite<Result> extends RewriteOptions<Result> {
  /** Undefined to leave the file as it is. */
  readonly text: string | undefined;
}

/** The new content of a file, and the result of making it. */
export interface ContentRewrite<Result> extends RewriteOptions<Result> {
  /** Undefined to leave the file as it is. */
  readonly content: Uint8Array<ArrayBuffer> | undefined;
}

/**
 * Replaces a file's text under the file's lock, atomically: at each moment the file has the whole old or the whole new
 * text, and when this returns, the new text is on disk. The file keeps its mode, and its owner if this process can set it.
 * A symbolic link stays a link.
 *
 * @param rewrite - gets the text, or undefined if the file does not exist. If it throws, the file is unchanged
 * @throws AssociationChangeError if the file is locked or cannot be written
 * @throws UnusableFileError if the file cannot be read, or is not UTF-8
 */
export function rewriteFile<Result>(
  path: string,
  rewrite: (text: string | undefined) => Rewrite<Result>,
): Promise<Result> {
  return rewriteContent(path, async (content) => {
    const { text, ...options } = rewrite(content && decodeText(content, path));
    return { ...options, content: text === undefined ? undefined : encodeText(text, content) };
  });
}

/**
 * Replaces a file's content, like {@link rewriteFile}.
 *
 * @param rewrite - gets the content, which it must not change
 */
export async function rewriteContent<Result>(
  path: string,
  rewrite: (content: Buffer<ArrayBuffer> | undefined) => Promise<ContentRewrite<Result>>,
): Promise<Result> {
  const target = await resolveTarget(path);
  const lock = await FileLock.acquire(target, lockTimeoutMs).catch((error) => rethrow(path, error));
  try {
    const content = await readIfExists(target, path);
    const rewritten = await rewrite(content);
    await save(rewritten, lock, target, content).catch((error) => rethrow(path, error));
    return rewritten.result;
  } finally {
    await lock.release();
  }
}

/**
 * Encodes the new text of a file. A byte order mark stays.
 *
 * @param previous - the content of the file; undefined if it does not exist
 */
export function encodeText(text: string, previous: Uint8Array | undefined): Buffer<ArrayBuffer> {
  const hasMark = Buffer.from(previous?.subarray(0, 3) ?? []).toString() === byteOrderMark;
  return Buffer.from((hasMark ? byteOrderMark : "") + text);
}

/**
 * @param path - the file's path, for messages
 * @returns undefined if the file does not exist
 */
async function readIfExists(target: string, path: string): Promise<Buffer<ArrayBuffer> | undefined> {
  try {
    return await readFile(target, "editedYaml");
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") {
      return undefined;
    }
    throw UnusableFileError.ofUnreadable(path, error as FileAccessError);
  }
}

async function save(
  { content: changed, record = false, confirm = false }: ContentRewrite<unknown>,
  lock: FileLock,
  target: string,
  content: Buffer<ArrayBuffer> | undefined,
): Promise<void> {
  if (changed !== undefined) {
    requireReadable(changed, target);
    if (content !== undefined) {
      // Without a record, the worst is that a service holds the change back for a minute.
      await recordChange(target, content, changed, record).catch(() => {});
    }
    await write(lock, target, changed);
  } else if (confirm && content !== undefined) {
    await recordConfirmation(target, content);
  }
}

/** @throws AssociationChangeError if no service could read the file */
function requireReadable({ length }: Uint8Array, target: string): void {
  if (length > maxAssociationFileBytes) {
    throw new AssociationChangeError(
      "unwritable",
      `${target} would have ${length} bytes, and can have at most ${maxAssociationFileBytes}. It is unchanged. Remove associations or tags first.`,
    );
  }
}

async function write(lock: FileLock, target: string, content: Uint8Array): Promise<void> {
  const old = await stat(target).catch(undefinedIfMissing);
  if (old !== undefined) {
    await lock.handle.chown(old.uid, old.gid).catch(() => {});
    // Set before the content is written: the old mode may let fewer users read it than that of a new file.
    await lock.handle.chmod(old.mode);
  }
  await lock.handle.writeFile(content);
  await lock.commit();
}

/** Follows symbolic links, so that the file is replaced and not the link. The file need not exist. */
async function resolveTarget(path: string): Promise<string> {
  return (
    (await realpath(path).catch(undefinedIfMissing)) ??
    resolve(dirname(path), await readlink(path).catch(() => resolve(path)))
  );
}

function undefinedIfMissing(error: unknown): undefined {
  if (systemErrorCode(error) !== "ENOENT") {
    throw error;
  }
}

function rethrow(path: string, error: unknown): never {
  throw error instanceof AssociationChangeError ? error : AssociationChangeError.ofUnwritable(path, error);
}

import { createPrivateKey, createPublicKey, randomUUID } from "node:crypto";
import { link, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { CodedError } from "@eks-auth/server-runtime/coded-error";
import { exportPKCS8, generateKeyPair, importPKCS8, importSPKI } from "jose";
import { requireWritableFolder, syncFolder, writeDurably } from "../../files/durable-file.ts";
import { fileCalls } from "../../files/file-call-limiter.ts";
import { systemErrorCode } from "../../files/file-error.ts";
import { FileAccessError, type FilePermissions, readFile } from "../../files/read-file.ts";
import { createSessionKey, type SessionKey, type SessionKeys, sessionKeyAlgorithm } from "./session-token.ts";

/** A session key file cannot be used. The message has the reason and the fix, and nothing of the key. */
export class SessionKeyFileError extends CodedError {
  static override readonly brand: string = "@eks-auth/service/SessionKeyFileError";
  override readonly name = "SessionKeyFileError";
  readonly code = "session_key_file_unusable";

  constructor(path: string, problem: string, options?: ErrorOptions) {
    super(`The session key file ${path} ${problem}`, options);
  }
}

/**
 * Reads the file with the embedded issuer's keys, which keeps session tokens valid across restarts. If there is no file,
 * it is created atomically with one key, mode 0600. If several processes start at the same time, one creates it and all
 * use it.
 *
 * @param path - one or two P-256 private keys in PEM, PKCS #8 or SEC 1: the current one, then the previous one. Its
 * directory must exist
 * @throws SessionKeyFileError if it cannot be created or read, holds something else, is readable by all users, belongs to
 * another user, or can be written by others
 */
export async function readOrCreateSessionKeys(
  path: string,
  permissions?: FilePermissions,
): Promise<SessionKeys> {
  return importKeys((await readKeyFile(path, permissions)) ?? (await createKeyFile(path, permissions)), path);
}

/**
 * Reads the file with the embedded issuer's keys again.
 *
 * @throws SessionKeyFileError as {@link readOrCreateSessionKeys}, and if the file does not exist any more
 */
export async function readSessionKeys(path: string, permissions?: FilePermissions): Promise<SessionKeys> {
  const pem = await readKeyFile(path, permissions);
  if (pem === undefined) {
    throw new SessionKeyFileError(
      path,
      "does not exist any more. Restore it, so that the next start finds it.",
    );
  }
  return importKeys(pem, path);
}

/**
 * Checks that {@link readOrCreateSessionKeys} can read the file or create it, as far as possible without creating it.
 *
 * @throws SessionKeyFileError if it cannot
 */
export async function checkSessionKeyFile(path: string, permissions?: FilePermissions): Promise<void> {
  const pem = await readKeyFile(path, permissions);
  if (pem !== undefined) {
    await importKeys(pem, path);
    return;
  }
  try {
    await requireWritableFolder(dirname(path));
  } catch (error) {
    throw toKeyFileError(path, "created", error);
  }
}

const pemBlock = /-----BEGIN ([A-Z0-9 ]+)-----[^-]*-----END \1-----/g;

async function importKeys(content: string, path: string): Promise<SessionKeys> {
  const blocks = content.match(pemBlock) ?? [];
  if (blocks.length > 2) {
    throw new SessionKeyFileError(
      path,
      `holds ${blocks.length} keys, but only the current key and the previous one can be used. Remove the oldest.`,
    );
  }
  const [current, previous] = await Promise.all(blocks.map((pem) => importKey(pem, path)));
  if (current === undefined) {
    throw noPrivateKey(path);
  }
  return { current, previous };
}

async function importKey(pem: string, path: string): Promise<SessionKey> {
  try {
    const key = createPrivateKey(pem);
    const publicPem = createPublicKey(pem).export({ type: "spki", format: "pem" }).toString();
    return await createSessionKey(
      // Helm writes keys in SEC 1.
      await importPKCS8(key.export({ type: "pkcs8", format: "pem" }).toString(), sessionKeyAlgorithm),
      await importSPKI(publicPem, sessionKeyAlgorithm, { extractable: true }),
    );
  } catch {
    throw noPrivateKey(path);
  }
}

function noPrivateKey(path: string): SessionKeyFileError {
  return new SessionKeyFileError(
    path,
    "holds no P-256 private key in PEM (PKCS #8 or SEC 1). Restore it, or remove it to create a new key; session " +
      "tokens of the old key are then no longer valid.",
  );
}

/** Returns undefined if there is no file. */
async function readKeyFile(path: string, permissions?: FilePermissions): Promise<string | undefined> {
  try {
    return (await readFile(path, "privateKey", permissions)).toString();
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") {
      return undefined;
    }
    throw toKeyFileError(path, "read", error);
  }
}

/** Writes the whole file and links it to its name. That fails if another process was faster; then its key is used. */
async function createKeyFile(path: string, permissions?: FilePermissions): Promise<string> {
  const { privateKey } = await generateKeyPair(sessionKeyAlgorithm, { extractable: true });
  const pem = await exportPKCS8(privateKey);
  try {
    await fileCalls.run(path, () => linkNewFile(path, pem));
    return pem;
  } catch (error) {
    const other = systemErrorCode(error) === "EEXIST" ? await readKeyFile(path, permissions) : undefined;
    if (other === undefined) {
      throw toKeyFileError(path, "created", error);
    }
    return other;
  }
}

async function linkNewFile(path: string, content: string): Promise<void> {
  const temporary = `${path}.${randomUUID()}`;
  try {
    await writeDurably(temporary, content);
    await link(temporary, path);
    // If a power cut took the key, its tokens could not be verified any more.
    await syncFolder(dirname(path));
  } finally {
    await rm(temporary, { force: true });
  }
}

function toKeyFileError(path: string, action: "read" | "created", error: unknown): unknown {
  const code = systemErrorCode(error);
  if (code === undefined) {
    return error instanceof FileAccessError
      ? new SessionKeyFileError(path, error.problem, { cause: error })
      : error;
  }
  return new SessionKeyFileError(
    path,
    `can't be ${action} (${code}). Check that its directory exists, and that this process can read and write there.`,
  );
}

import { createPublicKey, randomUUID } from "node:crypto";
import { type FileHandle, link, open, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { CodedError } from "@eks-auth/server-runtime/coded-error";
import { exportPKCS8, generateKeyPair, importPKCS8, importSPKI } from "jose";
import { requireWritableFolder, syncFolder, writeDurably } from "../../files/durable-file.ts";
import { systemErrorCode } from "../../files/file-error.ts";
import { type SessionKeys, sessionKeyAlgorithm } from "./session-token.ts";

/** A session key file cannot be used. The message has the reason and the fix, and nothing of the key. */
export class SessionKeyFileError extends CodedError {
  static override readonly brand: string = "@eks-auth/service/SessionKeyFileError";
  override readonly name = "SessionKeyFileError";
  readonly code = "session_key_file_unusable";

  constructor(path: string, problem: string) {
    super(`The session key file ${path} ${problem}`);
  }
}

/**
 * Opens the file with the embedded issuer's key, which keeps session tokens valid across restarts. If there is no file,
 * it is created atomically, mode 0600. If several processes start at the same time, one creates it and all use it.
 *
 * @param path - a P-256 private key in PKCS #8 and PEM; its directory must exist
 * @throws SessionKeyFileError if it cannot be created or read, holds something else, or is open to all users
 */
export async function openSessionKeys(path: string): Promise<SessionKeys> {
  return importKey((await readKey(path)) ?? (await createKey(path)), path);
}

/**
 * Checks that {@link openSessionKeys} can read the file or create it, as far as possible without creating it.
 *
 * @throws SessionKeyFileError if it cannot
 */
export async function checkSessionKeyFile(path: string): Promise<void> {
  const pem = await readKey(path);
  if (pem !== undefined) {
    await importKey(pem, path);
    return;
  }
  try {
    await requireWritableFolder(dirname(path));
  } catch (error) {
    throw toKeyFileError(path, "created", error);
  }
}

async function importKey(pem: string, path: string): Promise<SessionKeys> {
  try {
    const publicPem = createPublicKey(pem).export({ type: "spki", format: "pem" }).toString();
    return {
      privateKey: await importPKCS8(pem, sessionKeyAlgorithm),
      publicKey: await importSPKI(publicPem, sessionKeyAlgorithm),
    };
  } catch {
    throw new SessionKeyFileError(
      path,
      "holds no P-256 private key in PKCS #8 and PEM. Restore it, or remove it to create a new key; session " +
        "tokens of the old key are then no longer valid.",
    );
  }
}

/** Returns undefined if there is no file. */
async function readKey(path: string): Promise<string | undefined> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, "r");
    const { mode } = await file.stat();
    if ((mode & 0o007) !== 0 && process.platform !== "win32") {
      throw new SessionKeyFileError(
        path,
        `is open to all users (mode ${(mode & 0o777).toString(8).padStart(4, "0")}). ` +
          "Anyone who reads it can create session tokens. Remove it, or run chmod 600 if no one has read it.",
      );
    }
    return await file.readFile("utf8");
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") {
      return undefined;
    }
    throw toKeyFileError(path, "read", error);
  } finally {
    await file?.close();
  }
}

/** Writes the whole file and links it to its name. That fails if another process was faster; then its key is used. */
async function createKey(path: string): Promise<string> {
  const { privateKey } = await generateKeyPair(sessionKeyAlgorithm, { extractable: true });
  const pem = await exportPKCS8(privateKey);
  const temporary = `${path}.${randomUUID()}`;
  try {
    await writeDurably(temporary, pem);
    await link(temporary, path);
    // If a power cut took the key, its tokens could not be verified any more.
    await syncFolder(dirname(path));
    return pem;
  } catch (error) {
    const other = systemErrorCode(error) === "EEXIST" ? await readKey(path) : undefined;
    if (other === undefined) {
      throw toKeyFileError(path, "created", error);
    }
    return other;
  } finally {
    await rm(temporary, { force: true });
  }
}

function toKeyFileError(path: string, action: "read" | "created", error: unknown): unknown {
  const code = systemErrorCode(error);
  return code === undefined
    ? error
    : new SessionKeyFileError(
        path,
        `can't be ${action} (${code}). Check that its directory exists, and that this process can read and write there.`,
      );
}

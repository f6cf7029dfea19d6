import { createPublicKey, randomUUID } from "node:crypto";
import { type FileHandle, link, open, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { exportPKCS8, generateKeyPair, importPKCS8, importSPKI } from "jose";
import { requireWritableFolder, syncFolder, writeDurably } from "../../files/durable-file.ts";
import { type SessionKeys, sessionKeyAlgorithm } from "./session-token.ts";

/** A file of session keys can't be used. The message says why and what to do, and holds nothing of the key. */
export class SessionKeyFileError extends Error {
  override readonly name = "SessionKeyFileError";

  constructor(path: string, problem: string) {
    super(`The session key file ${path} ${problem}`);
  }
}

/**
 * Opens the keys of an embedded issuer that are kept in a file, so that session tokens stay verifiable over
 * restarts. Where there is no file, it is made, mode 0600, whole or not at all; of processes that start at the same
 * time, one makes it and all use it.
 *
 * @param path - of a private key, P-256, in PKCS #8 and PEM; its directory must exist
 * @throws SessionKeyFileError where the file can't be made or read, holds something else, or is open to all users
 */
export async function openSessionKeys(path: string): Promise<SessionKeys> {
  return importKey((await readKey(path)) ?? (await makeKey(path)), path);
}

/**
 * Checks that {@link openSessionKeys} can read the file, or make it where there is none, as far as that can be known
 * without making one.
 *
 * @param path - as there
 * @throws SessionKeyFileError where it can't
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
    throw explain(path, "made", error);
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
      "holds no P-256 private key in PKCS #8 and PEM. Restore it, or remove it to have a new key made; " +
        "session tokens of the old key are not verifiable then.",
    );
  }
}

/** Gives `undefined` where there is no file. */
async function readKey(path: string): Promise<string | undefined> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, "r");
    const { mode } = await file.stat();
    if ((mode & 0o007) !== 0 && process.platform !== "win32") {
      throw new SessionKeyFileError(
        path,
        `is open to all users (mode ${(mode & 0o777).toString(8).padStart(4, "0")}). ` +
          "Whoever reads it can make session tokens. Remove it, or run chmod 600 if nobody has read it.",
      );
    }
    return await file.readFile("utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") {
      return undefined;
    }
    throw explain(path, "read", error);
  } finally {
    await file?.close();
  }
}

/** Links a complete file in its place, which fails where another process was faster; its key is the one then. */
async function makeKey(path: string): Promise<string> {
  const { privateKey } = await generateKeyPair(sessionKeyAlgorithm, { extractable: true });
  const pem = await exportPKCS8(privateKey);
  const temporary = `${path}.${randomUUID()}`;
  try {
    await writeDurably(temporary, pem);
    await link(temporary, path);
    // Tokens of a key that a power cut took could not be verified any more.
    await syncFolder(dirname(path));
    return pem;
  } catch (error) {
    const other = codeOf(error) === "EEXIST" ? await readKey(path) : undefined;
    if (other === undefined) {
      throw explain(path, "made", error);
    }
    return other;
  } finally {
    await rm(temporary, { force: true });
  }
}

function explain(path: string, participle: string, error: unknown): unknown {
  const code = codeOf(error);
  return code === undefined
    ? error
    : new SessionKeyFileError(
        path,
        `can't be ${participle} (${code}). Its directory must exist, and this process must be allowed to.`,
      );
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}

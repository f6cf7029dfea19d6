import { readFile } from "node:fs/promises";
import { decodeText } from "../files/decode-text.ts";
import { systemErrorCode, UnusableFileError } from "../files/file-error.ts";
import { fileVersion } from "../files/watch-file.ts";
import { createProblemLog, type OnLogEvent } from "../logging/log-event.ts";
import { type KeySet, parseKeySet } from "./key-set.ts";
import {
  type CachedKeySource,
  createCachedKeySource,
  IssuerUnavailableError,
  KeyReadError,
} from "./key-source.ts";
import type { KeyRules } from "./public-key.ts";
import { requireOlderToken } from "./unknown-key.ts";
import { createUnusableKeyLog } from "./unusable-keys.ts";

const checkEveryMs = 1_000;

/** Options of {@link createFileKeys}. */
export interface FileKeysOptions extends KeyRules {
  /** Called when the file cannot be used, and when it can be used again. */
  readonly onLogEvent?: OnLogEvent | undefined;
  /** Called with the keys each time that the file was read. */
  readonly onKeySet?: ((keySet: KeySet) => void) | undefined;
  /** The current time; by default that of the system. */
  readonly now?: (() => Date) | undefined;
}

/**
 * Creates a key source that reads a file, for a cluster whose issuer cannot be reached. The file is read on first use
 * and again when it has changed, which is checked at most once a second. If the new file cannot be used, the old keys
 * stay in use. Anyone who can write the file can create keys.
 *
 * @param path - a JSON Web Key Set, as `kubectl get --raw /openid/v1/jwks` prints it
 * @returns rejects with `IssuerUnavailableError` if the file has never been usable
 * @see https://www.rfc-editor.org/rfc/rfc7517#section-5
 */
export function createFileKeys(path: string, options: FileKeysOptions = {}): CachedKeySource {
  const { onLogEvent, onKeySet, now = () => new Date(), ...rules } = options;
  const problem = createProblemLog(onLogEvent, { raised: "keys_unavailable", resolved: "keys_recovered" });
  const logUnusable = createUnusableKeyLog(path, onLogEvent);
  let cached: { readonly keys: KeySet; readonly version: string } | undefined;
  /** The error of the last check; undefined if it succeeded. */
  let failure: unknown;
  let checkedAt = Number.NEGATIVE_INFINITY;
  let check = Promise.resolve();

  async function readIfChanged(): Promise<void> {
    try {
      // Taken before the content, so that a change in between is seen by the next check.
      const version = await fileVersion(path);
      if (version !== cached?.version) {
        cached = { keys: await readKeySet(path, rules), version };
        logUnusable(cached.keys);
        onKeySet?.(cached.keys);
      }
      failure = undefined;
      problem.resolve(`The keys in ${path} are available again.`);
    } catch (error) {
      failure = toKeyReadError(path, error);
      const consequence = cached === undefined ? "" : " The previous keys stay in use.";
      problem.raise(`${new IssuerUnavailableError(path, failure).message}${consequence}`);
    }
  }

  function isCheckDue(): boolean {
    const elapsedMs = now().getTime() - checkedAt;
    return elapsedMs < 0 || elapsedMs >= checkEveryMs;
  }

  return createCachedKeySource(async (header, token) => {
    if (isCheckDue()) {
      checkedAt = now().getTime();
      check = readIfChanged();
    }
    await check;
    if (cached === undefined) {
      throw new IssuerUnavailableError(path, failure);
    }
    const { keys } = cached;
    if (!keys.has(header.kid)) {
      if (failure !== undefined) {
        // The key may be in the new file, so the token cannot be called invalid.
        throw new IssuerUnavailableError(path, failure);
      }
      requireOlderToken(path, token, {
        last: checkedAt,
        next: checkedAt + checkEveryMs,
        now: now().getTime(),
      });
    }
    return { key: keys.find(header), isCurrent: () => cached?.keys === keys && !isCheckDue() };
  });
}

/**
 * Reads a key file. {@link createFileKeys} reads it only on first use, which is too late to report a mistyped path.
 *
 * @param path - a JSON Web Key Set
 * @throws UnusableFileError if it cannot be read or is not a key set
 */
export async function checkKeyFile(path: string, rules: KeyRules = {}): Promise<KeySet> {
  try {
    return await readKeySet(path, rules);
  } catch (error) {
    throw UnusableFileError.ofWhole(path, toKeyReadError(path, error).message, error);
  }
}

async function readKeySet(path: string, rules: KeyRules): Promise<KeySet> {
  // Without this, a key set in UTF-16, as PowerShell writes it, would only be "not a JSON Web Key Set".
  const text = decodeText(await readFile(path), path);
  return parseKeySet(Buffer.from(text), path, rules);
}

function toKeyReadError(path: string, error: unknown): Error {
  const code = systemErrorCode(error);
  return code === undefined
    ? (error as Error)
    : new KeyReadError(
        "unreachable",
        `${path} can't be read (${code}). Check that it exists and that this process can read it.`,
        { cause: error },
      );
}

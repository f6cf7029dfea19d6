import { decodeText } from "../files/decode-text.ts";
import { UnusableFileError } from "../files/file-error.ts";
import { type FilePermissions, readFile } from "../files/read-file.ts";
import { fileVersion } from "../files/watch-file.ts";
import { createProblemLog, type OnLogEvent } from "../logging/log-event.ts";
import { waitUntil } from "../network/deadline.ts";
import { type KeySet, parseKeySet } from "./key-set.ts";
import {
  type CachedKeySource,
  createCachedKeySource,
  type FoundKey,
  IssuerUnavailableError,
  type KeySource,
} from "./key-source.ts";
import type { KeyRules } from "./public-key.ts";
import { requireOlderToken } from "./unknown-key.ts";
import { createUnusableKeyLog } from "./unusable-keys.ts";

const checkEveryMs = 1_000;
/** An agent gives up after 1 s; a file system that hangs should cost a request less. */
const maxWaitMs = 500;

/** Options of {@link createFileKeys}. */
export interface FileKeysOptions extends KeyRules, FilePermissions {
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
 * stay in use. Anyone who can write the file can create keys, so only its owner can be able to, and that must be root or this
 * process's user.
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
  /** When the last check succeeded. */
  let readAt: number | undefined;
  let check: { readonly done: Promise<void>; readonly startedAt: number } | undefined;

  async function readIfChanged(): Promise<void> {
    const startedAt = now().getTime();
    try {
      // Taken before the content, so that a change in between is seen by the next check.
      const version = await fileVersion(path);
      if (version !== cached?.version) {
        cached = { keys: await readKeySet(path, rules), version };
        logUnusable(cached.keys);
        onKeySet?.(cached.keys);
      }
      failure = undefined;
      readAt = startedAt;
      problem.resolve(`The keys in ${path} are available again.`);
    } catch (error) {
      failure = error;
      const consequence = cached === undefined ? "" : " The previous keys stay in use.";
      problem.raise(`${new IssuerUnavailableError(path, failure).message}${consequence}`);
    } finally {
      check = undefined;
    }
  }

  function isCheckDue(): boolean {
    const elapsedMs = now().getTime() - checkedAt;
    return elapsedMs < 0 || elapsedMs >= checkEveryMs;
  }

  function unavailable(): IssuerUnavailableError {
    const timeout = new Error(`${path} was not read within ${maxWaitMs} ms.`);
    return failure === undefined
      ? new IssuerUnavailableError(path, timeout, "timeout")
      : new IssuerUnavailableError(path, failure);
  }

  /** Starts a check. One at a time: while the file system hangs, there is no end to the first. */
  function startCheck(): Promise<void> {
    if (check === undefined) {
      checkedAt = now().getTime();
      check = { startedAt: performance.now(), done: readIfChanged() };
    }
    return check.done;
  }

  async function find(...[header, token]: Parameters<KeySource>): Promise<FoundKey> {
    if (isCheckDue()) {
      void startCheck();
    }
    const isChecked = check === undefined || (await waitUntil(check.done, check.startedAt + maxWaitMs));
    if (cached === undefined) {
      throw unavailable();
    }
    const { keys } = cached;
    if (!keys.has(header.kid)) {
      if (failure !== undefined || !isChecked) {
        // The key may be in the new file, so the token cannot be called invalid.
        throw unavailable();
      }
      requireOlderToken(path, token, {
        last: checkedAt,
        next: checkedAt + checkEveryMs,
        now: now().getTime(),
      });
    }
    return { key: keys.find(header), isCurrent: () => cached?.keys === keys && !isCheckDue() };
  }

  return createCachedKeySource({
    find,
    refresh: startCheck,
    close() {},
    getStatus: () => ({
      readAt: cached && readAt,
      failure: failure === undefined ? undefined : unavailable().reason,
    }),
  });
}

/**
 * Reads a key file. {@link createFileKeys} reads it only on first use, which is too late to report a mistyped path.
 *
 * @param path - a JSON Web Key Set
 * @throws UnusableFileError if it cannot be read, must not be trusted, or is not a key set
 */
export async function checkKeyFile(path: string, rules: KeyRules & FilePermissions = {}): Promise<KeySet> {
  try {
    return await readKeySet(path, rules);
  } catch (error) {
    throw UnusableFileError.ofWhole(path, (error as Error).message, error);
  }
}

async function readKeySet(path: string, rules: KeyRules & FilePermissions): Promise<KeySet> {
  // Without this, a key set in UTF-16, as PowerShell writes it, would only be "not a JSON Web Key Set".
  const text = decodeText(await readFile(path, "keySet", rules), path);
  return parseKeySet(Buffer.from(text), path, rules);
}

import { createProblemLog, type OnLogEvent } from "../logging/log-event.ts";
import { waitUntil } from "../network/deadline.ts";
import { createKeyRefresh } from "./key-refresh.ts";
import type { DatedKeySet, KeySet } from "./key-set.ts";
import {
  type CachedKeySource,
  createCachedKeySource,
  type FoundKey,
  IssuerUnavailableError,
  type KeySource,
} from "./key-source.ts";
import type { PersistedKeySet } from "./persisted-key-set.ts";
import { requireOlderToken } from "./unknown-key.ts";
import { createUnusableKeyLog } from "./unusable-keys.ts";

const freshForMs = 600_000;
const refetchForUnknownEveryMs = 30_000;
/** An agent gives up after 1 s; our response should arrive before that. */
const maxWaitMs = 900;
/** A file is read in a few milliseconds, unless its file system hangs. Then the issuer is asked in the time that is left. */
const maxRestoreMs = 200;

interface KeyCacheOptions {
  /** The issuer, or where it is found, for messages. */
  readonly issuer: string;
  /** Fetches the issuer's keys until the signal aborts it. */
  readonly fetchKeySet: (signal: AbortSignal) => Promise<KeySet>;
  /** The file that keeps the last good keys across a restart, if any. */
  readonly persisted: PersistedKeySet | undefined;
  /** The maximum age of keys while newer ones are not available, in milliseconds. */
  readonly maxStaleMs: number;
  /** The current time, in milliseconds since 1970. */
  readonly now: () => number;
  readonly onLogEvent: OnLogEvent | undefined;
  /** Called with the keys each time that they were fetched, and with those of the file. */
  readonly onKeySet: ((keySet: KeySet) => void) | undefined;
}

/**
 * Caches an issuer's keys and refreshes them when a request needs it: after 10 min, and for an unknown key ID at most
 * every 30 s. If it is too early for that, they are refreshed when the 30 s are over. While the issuer is unavailable,
 * the last good keys are used without a wait.
 */
export function createKeyCache(options: KeyCacheOptions): CachedKeySource {
  const { issuer, fetchKeySet, persisted, maxStaleMs, now, onLogEvent, onKeySet } = options;
  const outage = createProblemLog(onLogEvent, { raised: "keys_unavailable", resolved: "keys_recovered" });
  const fileCodes = { raised: "key_cache_failed", resolved: "key_cache_recovered" } as const;
  const fileProblem = createProblemLog(onLogEvent, fileCodes);
  const logUnusable = createUnusableKeyLog(issuer, onLogEvent);
  let cached: (DatedKeySet & { readonly freshForMs: number }) | undefined;
  let isRestored = persisted === undefined;
  let restoring: { readonly done: Promise<void>; readonly startedAt: number } | undefined;
  let writing = Promise.resolve();

  const refresh = createKeyRefresh({
    fetchKeySet,
    now,
    onSuccess(keys) {
      cached = { ...keys, freshForMs };
      logUnusable(keys.keySet);
      onKeySet?.(keys.keySet);
      outage.resolve(`The keys of ${issuer} are available again.`);
      writing = writing.then(() => persist(keys));
    },
    onFailure(error) {
      outage.raise(new IssuerUnavailableError(issuer, error).message);
    },
  });

  async function restore(): Promise<void> {
    try {
      const keys = await persisted?.read(now());
      // Never fresh, even if young: after a restart the issuer is asked first.
      if (cached === undefined && keys !== undefined) {
        cached = { ...keys, freshForMs: 0 };
        onKeySet?.(keys.keySet);
      }
    } catch (error) {
      fileProblem.raise(
        `${messageOf(error)} It is ignored, and replaced when the issuer's keys are available.`,
      );
    } finally {
      isRestored = true;
    }
  }

  /** Waits a short time for the keys of the file, at the first use. */
  async function restoreOnce(): Promise<void> {
    if (!isRestored) {
      restoring ??= { startedAt: performance.now(), done: restore() };
      await waitUntil(restoring.done, restoring.startedAt + maxRestoreMs);
    }
  }

  async function persist(keys: DatedKeySet): Promise<void> {
    try {
      await persisted?.write(keys);
      fileProblem.resolve(`The keys of ${issuer} are saved again.`);
    } catch (error) {
      fileProblem.raise(
        `${messageOf(error)} If the service restarts during an outage of ${issuer}, it will have no keys.`,
      );
    }
  }

  function usableKeys(): KeySet | undefined {
    // The age is unknown if the keys are from the future: the clock was set back.
    return cached && Math.abs(now() - cached.fetchedAt) <= maxStaleMs ? cached.keySet : undefined;
  }

  /** Returns the keys to use, refreshed if they had to be and it was possible in time. */
  async function currentKeys(deadline: number): Promise<KeySet> {
    if (cached === undefined || !isFresh(cached)) {
      const isOutage = refresh.failure !== undefined;
      const fetching = refresh.start();
      if (usableKeys() === undefined) {
        await (fetching && waitUntil(fetching.done, deadline));
      } else if (fetching && !isOutage) {
        await waitUntil(fetching.done, fetching.startedAt + maxWaitMs);
      }
    }
    const keys = usableKeys();
    if (keys === undefined) {
      throw unavailable();
    }
    return keys;
  }

  function isFresh({ fetchedAt, freshForMs }: { fetchedAt: number; freshForMs: number }): boolean {
    const ageMs = now() - fetchedAt;
    return ageMs >= 0 && ageMs < freshForMs;
  }

  function unavailable(): IssuerUnavailableError {
    if (refresh.failure !== undefined) {
      return new IssuerUnavailableError(issuer, refresh.failure.error);
    }
    const timeout = new Error(`they were not fetched within ${maxWaitMs} ms.`);
    return new IssuerUnavailableError(issuer, timeout, "timeout");
  }

  function isCurrent(keySet: KeySet): boolean {
    return cached?.keySet === keySet && isFresh(cached);
  }

  /** Reads the keys again for a key ID that they do not have, at most every 30 s. */
  async function keysForUnknownId(deadline: number): Promise<DatedKeySet> {
    const fetching = refresh.start(refetchForUnknownEveryMs);
    const isDone = fetching === undefined || (await waitUntil(fetching.done, deadline));
    if (!isDone || refresh.failure !== undefined || cached === undefined) {
      refresh.startLater(refetchForUnknownEveryMs);
      // The key may be new, so the token cannot be called invalid.
      throw unavailable();
    }
    return cached;
  }

  async function findKey(...[header, token]: Parameters<KeySource>): Promise<FoundKey> {
    const deadline = performance.now() + maxWaitMs;
    await restoreOnce();
    let keySet = await currentKeys(deadline);
    if (!keySet.has(header.kid)) {
      const { fetchedAt, keySet: newest } = await keysForUnknownId(deadline);
      if (!newest.has(header.kid)) {
        // Not at the next request: until the issuer's new key is read, its tokens get no credentials.
        const next = refresh.startLater(refetchForUnknownEveryMs);
        requireOlderToken(issuer, token, { last: fetchedAt, next, now: now() });
      }
      keySet = newest;
    }
    return { key: keySet.find(header), isCurrent: () => isCurrent(keySet) };
  }

  return createCachedKeySource({
    find: findKey,
    async refresh() {
      await restoreOnce();
      if (cached === undefined || !isFresh(cached)) {
        await refresh.start()?.done;
      }
    },
    close: () => refresh.stop(),
    getStatus: () => ({
      readAt: usableKeys() && cached?.fetchedAt,
      failure: refresh.failure && unavailable().reason,
    }),
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

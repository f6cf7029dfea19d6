import { errors, type JWTVerifyGetKey } from "jose";
import { createProblemReport, type OnKeyProblem } from "../logging/log-event.ts";
import { waitUntil } from "../network/deadline.ts";
import { createKeyRefresh } from "./key-refresh.ts";
import type { KeySet } from "./key-set.ts";
import { IssuerUnavailableError } from "./key-source.ts";
import type { DatedKeySet, KeptKeySet } from "./persisted-key-set.ts";

const freshForMs = 600_000;
const refetchForUnknownEveryMs = 30_000;
/** An agent gives up after a second; it should have our answer before. */
const patienceMs = 900;

/** What refreshed keys are made of. */
export interface RefreshedKeysParts {
  /** The issuer, as tokens have it in `iss`. */
  readonly issuer: string;
  /** Reads the issuer's keys, until the signal ends it. */
  readonly fetchKeySet: (signal: AbortSignal) => Promise<KeySet>;
  /** Where the last good keys are kept over a restart, if anywhere. */
  readonly kept: KeptKeySet | undefined;
  /** How old keys may be while there are no newer ones to be had, in milliseconds. */
  readonly maxStaleMs: number;
  /** The time, in milliseconds since 1970. */
  readonly now: () => number;
  readonly onProblem: OnKeyProblem | undefined;
}

/**
 * Holds an issuer's keys and refreshes them as requests need it: after 10 min, and for a key that isn't among them
 * once in 30 s. While the issuer can't be read, the last good ones serve without a wait.
 */
export function createRefreshedKeys(parts: RefreshedKeysParts): JWTVerifyGetKey {
  const { issuer, fetchKeySet, kept, maxStaleMs, now, onProblem } = parts;
  const outage = createProblemReport(onProblem);
  const keeping = createProblemReport(onProblem);
  let held: (DatedKeySet & { readonly freshForMs: number }) | undefined;
  let isRestored = kept === undefined;
  let restoring: Promise<void> | undefined;
  let writing = Promise.resolve();

  const refresh = createKeyRefresh({
    fetchKeySet,
    now,
    onSuccess(keys) {
      held = { ...keys, freshForMs };
      outage.end(`The keys of ${issuer} can be had again.`);
      writing = writing.then(() => write(keys));
    },
    onFailure(error) {
      outage.begin(new IssuerUnavailableError(issuer, error).message);
    },
  });

  async function restore(): Promise<void> {
    try {
      const keys = await kept?.read(now());
      // However young they are, they are not fresh: the issuer is asked first after a restart.
      held ??= keys && { ...keys, freshForMs: 0 };
    } catch (error) {
      keeping.begin(`${messageOf(error)} It is not used, and is replaced when the issuer's keys can be had.`);
    } finally {
      isRestored = true;
    }
  }

  async function write(keys: DatedKeySet): Promise<void> {
    try {
      await kept?.write(keys);
      keeping.end(`The keys of ${issuer} are kept again.`);
    } catch (error) {
      keeping.begin(`${messageOf(error)} The keys of ${issuer} would not survive a restart in an outage.`);
    }
  }

  function usableKeys(): KeySet | undefined {
    // Keys from the future were read before the clock was set back, who knows when.
    return held && Math.abs(now() - held.fetchedAt) <= maxStaleMs ? held.keySet : undefined;
  }

  /** @returns the keys to go by, read anew where they had to be and it was possible in time */
  async function currentKeys(deadline: number): Promise<KeySet> {
    if (held === undefined || !isFresh(held)) {
      const isOutage = refresh.failure !== undefined;
      const reading = refresh.start();
      if (usableKeys() === undefined) {
        await (reading && waitUntil(reading.done, deadline));
      } else if (reading && !isOutage) {
        await waitUntil(reading.done, reading.startedAt + patienceMs);
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
    const impatience = new Error(`they did not come within ${patienceMs} ms.`);
    return new IssuerUnavailableError(issuer, refresh.failure?.error ?? impatience);
  }

  return async function findKey(header, token) {
    const deadline = performance.now() + patienceMs;
    if (!isRestored) {
      restoring ??= restore();
      await waitUntil(restoring, deadline);
    }
    const keys = await currentKeys(deadline);
    try {
      return await keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) {
        throw error;
      }
      const reading = refresh.start(refetchForUnknownEveryMs);
      const isDone = reading === undefined || (await waitUntil(reading.done, deadline));
      if (!isDone || refresh.failure !== undefined || held === undefined) {
        // The key may be a new one, so nobody can say that the token is not valid.
        throw unavailable();
      }
      return held.keySet(header, token);
    }
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

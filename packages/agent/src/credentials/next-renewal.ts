import type { FairCache } from "../core/fair-cache.ts";
import type { CachedCredentials } from "./cached-credentials.ts";

/** Credentials that are due for renewal. */
interface DueRenewal {
  readonly key: string;
  readonly cached: CachedCredentials;
  readonly client: string;
  /** How many of the client's credentials are due. */
  readonly countOfClient: number;
}

/**
 * Removes expired credentials, and finds those to renew next. The client with the fewest due ones is first, so a client
 * with many does not delay the others. Of several such clients, and of a client's credentials, those that expire first are
 * first.
 *
 * @param isBusy - whether a call for a cache key is running; its credentials are skipped
 * @param now - in milliseconds since 1970
 */
export function findNextRenewal(
  cache: FairCache<string, CachedCredentials>,
  isBusy: (key: string) => boolean,
  now: number,
): DueRenewal | undefined {
  let next: DueRenewal | undefined;
  for (const client of cache.clients()) {
    const due = findDueOf(client);
    if (due !== undefined && (next === undefined || isBefore(due, next))) {
      next = due;
    }
  }
  return next;

  function findDueOf(client: string): DueRenewal | undefined {
    let first: readonly [string, CachedCredentials] | undefined;
    let countOfClient = 0;
    for (const entry of cache.entriesOf(client)) {
      const [key, cached] = entry;
      if (isBusy(key)) {
        continue;
      }
      if (!cached.isValid(now)) {
        cache.delete(key);
      } else if (cached.isDue(now)) {
        countOfClient += 1;
        first = first === undefined || cached.expiresAt < first[1].expiresAt ? entry : first;
      }
    }
    return first && { key: first[0], cached: first[1], client, countOfClient };
  }
}

function isBefore(one: DueRenewal, other: DueRenewal): boolean {
  return one.countOfClient === other.countOfClient
    ? one.cached.expiresAt < other.cached.expiresAt
    : one.countOfClient < other.countOfClient;
}

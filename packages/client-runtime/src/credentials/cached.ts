/** Something that stops working. */
interface Expiring {
  readonly expiration?: Date | undefined;
}

/** How long before they expire credentials are renewed, in milliseconds. */
const renewMs = 300_000;

/** How long before they expire credentials aren't used any more without waiting for new ones, in milliseconds. */
const waitMs = 60_000;

/**
 * Caches what a function returns until it expires. Callers at the same time share one call of it. Shortly before the
 * expiry, it is called while callers get the old result, which they also get if the function fails, as long as it is valid.
 *
 * @param source - the function, or what it would return
 */
export function createCached<T extends Expiring>(
  source: T | (() => Promise<T>) | null | undefined,
): () => Promise<T | null | undefined> {
  let cached: T | undefined;
  let loading: Promise<T> | undefined;

  function isValidFor(milliseconds: number): boolean | undefined {
    return cached && !(Number(cached.expiration) <= Date.now() + milliseconds);
  }

  if (typeof source !== "function") {
    return async () => source;
  }
  return async () => {
    if (isValidFor(renewMs)) {
      return cached;
    }
    loading ??= source()
      .then((loaded) => (cached = loaded))
      .finally(() => {
        loading = undefined;
      });
    const renewed = loading.catch((error) => {
      if (!isValidFor(0)) {
        throw error;
      }
      return cached;
    });
    return isValidFor(waitMs) ? cached : renewed;
  };
}

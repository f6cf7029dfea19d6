/** The time that a request may take, from its start to its answer. */
export interface Budget {
  /** Aborts when it is over. */
  readonly signal: AbortSignal;
  /** All of it, in milliseconds; for messages. */
  readonly timeoutMs: number;
}

/**
 * Waits for work until the time is over, for not all of it can be aborted.
 *
 * @throws what the work throws, or the signal's reason
 */
export async function waitWithin<T>({ signal }: Budget, work: Promise<T>): Promise<T> {
  const { promise: end, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason);
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    return await Promise.race([work, end]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}

/**
 * Waits for work until a moment, and not longer.
 *
 * @param work - goes on whatever happens here
 * @param until - as `performance.now()` has it, in milliseconds
 * @returns whether the work is done
 */
export async function waitUntil(work: Promise<void>, until: number): Promise<boolean> {
  const remainingMs = until - performance.now();
  if (remainingMs <= 0) {
    return false;
  }
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), remainingMs);
  });
  try {
    return await Promise.race([work.then(() => true), patience]);
  } finally {
    clearTimeout(timer);
  }
}

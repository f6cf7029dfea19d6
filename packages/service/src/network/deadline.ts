/** The time limit of one request, from its start to its response. */
export interface Deadline {
  /** Aborts when the time is over. */
  readonly signal: AbortSignal;
  /** The whole limit in milliseconds, for messages. */
  readonly timeoutMs: number;
}

/**
 * Waits for work until the deadline. For work that does not take an abort signal itself.
 *
 * @throws the error of the work, or the signal's reason if the deadline comes first
 */
export async function waitUntilAborted<T>({ signal }: Deadline, work: Promise<T>): Promise<T> {
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
 * Waits for work until a moment. The work goes on after it.
 *
 * @param until - in milliseconds, as `performance.now()` counts
 * @returns whether the work is done
 */
export async function waitUntil(work: Promise<void>, until: number): Promise<boolean> {
  const remainingMs = until - performance.now();
  if (remainingMs <= 0) {
    return false;
  }
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), remainingMs);
  });
  try {
    return await Promise.race([work.then(() => true), timeout]);
  } finally {
    clearTimeout(timer);
  }
}

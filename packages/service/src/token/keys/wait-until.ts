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

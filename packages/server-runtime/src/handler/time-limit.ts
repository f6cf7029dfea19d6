import type { Deadline, DeadlineQueue } from "./deadline-queue.ts";

/** Bounds the steps of one piece of work, one after the other; {@link runWithinLimits} makes it. */
export class TimeLimit {
  readonly #reject: (error: Error) => void;
  #queue: DeadlineQueue | undefined;
  #deadline: Deadline | undefined;
  #over = false;

  constructor(reject: (error: Error) => void) {
    this.#reject = reject;
  }

  /** Whether a step took too long. Its caller has been told, so that nothing may happen any more in its name. */
  get over(): boolean {
    return this.#over;
  }

  /**
   * Begins a step and ends the one before.
   *
   * @param queue - whose time the step has
   * @param expire - runs when the time is over; what it returns is what the caller gets thrown. It must not throw
   */
  begin(queue: DeadlineQueue, expire: () => Error): void {
    this.end();
    this.#queue = queue;
    this.#deadline = queue.add(() => {
      this.#over = true;
      this.#reject(expire());
    });
  }

  /** Ends the last step. */
  end(): void {
    if (this.#deadline !== undefined) {
      this.#queue?.remove(this.#deadline);
    }
  }
}

/**
 * Does work whose steps have a time of their own each, and waits no longer for it than its steps may last. What
 * becomes of work that took too long is ignored.
 *
 * @param work - begins its steps on the limit that it is given
 */
export function runWithinLimits<T>(work: (limit: TimeLimit) => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const limit = new TimeLimit(reject);
    work(limit).then(
      (value) => {
        limit.end();
        resolve(value);
      },
      (error) => {
        limit.end();
        reject(error);
      },
    );
  });
}

interface Deadline {
  /** Called when the time is over. It must not throw. */
  readonly expire: () => void;
  /** The end of the time, on the clock of `performance.now()`. */
  readonly at: number;
}

/**
 * The deadlines of tasks that all have the same timeout. They expire in the order in which they were added, so one
 * timer, set for the first, serves all of them: adding and removing a task takes constant time and rarely sets the
 * timer. The timer doesn't keep the process alive.
 */
export class DeadlineQueue {
  readonly #timeoutMs: number;
  /** The first comes first. */
  readonly #deadlines = new Set<Deadline>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #timerAt = 0;

  /** @param timeoutMs - the time that each task has, in milliseconds */
  constructor(timeoutMs: number) {
    this.#timeoutMs = timeoutMs;
  }

  /** Adds a task; its time starts now. @param expire - called unless the task is removed in time. It must not throw */
  add(expire: () => void): Deadline {
    const now = performance.now();
    const deadline = { expire, at: now + this.#timeoutMs };
    this.#deadlines.add(deadline);
    // Some hosts drop a timer together with the request that set it, so an overdue timer might never fire.
    if (this.#timer === undefined || this.#timerAt < now) {
      this.#setTimer(now);
    }
    return deadline;
  }

  /** Removes a task. Does nothing if it has expired or was removed already. */
  remove(deadline: Deadline): void {
    this.#deadlines.delete(deadline);
  }

  #setTimer(now: number): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const { at } of this.#deadlines) {
      this.#timerAt = at;
      // Rounded up: a timer that fires too early would only have to be set again.
      this.#timer = setTimeout(() => this.#expireOverdue(), Math.max(0, Math.ceil(at - now)));
      // Outside Node.js a timer can be a number.
      (this.#timer as { unref?: () => void }).unref?.();
      return;
    }
  }

  #expireOverdue(): void {
    const now = performance.now();
    for (const deadline of this.#deadlines) {
      if (deadline.at > now) {
        break;
      }
      this.#deadlines.delete(deadline);
      deadline.expire();
    }
    this.#setTimer(now);
  }
}

/** Limits the time of the steps of one task, which run one after the other. {@link runWithTimer} creates it. */
export class StepTimer {
  readonly #reject: (error: Error) => void;
  #queue: DeadlineQueue | undefined;
  #deadline: Deadline | undefined;
  #expired = false;

  constructor(reject: (error: Error) => void) {
    this.#reject = reject;
  }

  /** Whether the task ended too early. If so, its promise is rejected already, and no further step should run. */
  get expired(): boolean {
    return this.#expired;
  }

  /**
   * Starts a step and stops the one before.
   *
   * @param queue - has the step's timeout
   * @param expire - called when the time is over; returns the error that the task is rejected with. It must not throw
   */
  start(queue: DeadlineQueue, expire: () => Error): void {
    this.stop();
    this.#queue = queue;
    this.#deadline = queue.add(() => this.end(expire()));
  }

  /** Ends the task before its steps are done. @param error - what the task is rejected with */
  end(error: Error): void {
    this.stop();
    this.#expired = true;
    this.#reject(error);
  }

  /** Stops the current step. */
  stop(): void {
    if (this.#deadline !== undefined) {
      this.#queue?.remove(this.#deadline);
    }
  }
}

/**
 * Runs a task and rejects as soon as one of its steps takes too long. The result of a task that took too long is
 * ignored.
 *
 * @param task - starts its steps on the given timer
 */
export function runWithTimer<T>(task: (timer: StepTimer) => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = new StepTimer(reject);
    const settle =
      <Result>(end: (result: Result) => void) =>
      (result: Result): void => {
        timer.stop();
        end(result);
      };
    task(timer).then(settle(resolve), settle(reject));
  });
}

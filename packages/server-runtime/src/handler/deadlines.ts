/** One task's deadline; {@link DeadlineQueue.add} makes it and {@link DeadlineQueue.remove} ends it. */
interface Deadline {
  /** Runs when the time is over. It must not throw. */
  readonly expire: () => void;
  /** When the time is over, on the clock of `performance.now()`. */
  readonly at: number;
  previous: Deadline | undefined;
  next: Deadline | undefined;
  waiting: boolean;
}

/**
 * Watches tasks that all have the same time. They expire in the order in which they began, so that one timer, set for
 * the first of them, serves all: adding and removing a task takes constant time and hardly ever touches the timer.
 * The timer doesn't keep a process alive.
 */
export class DeadlineQueue {
  readonly #allowanceMs: number;
  #first: Deadline | undefined;
  #last: Deadline | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #timerAt = 0;

  /** @param allowanceMs - the time that each task has, in milliseconds */
  constructor(allowanceMs: number) {
    this.#allowanceMs = allowanceMs;
  }

  /**
   * Begins a task.
   *
   * @param expire - runs unless the task is removed in time. It must not throw
   */
  add(expire: () => void): Deadline {
    const now = performance.now();
    const deadline: Deadline = {
      expire,
      at: now + this.#allowanceMs,
      previous: this.#last,
      next: undefined,
      waiting: true,
    };
    if (this.#last === undefined) {
      this.#first = deadline;
    } else {
      this.#last.next = deadline;
    }
    this.#last = deadline;
    // Some hosts drop a timer together with the request that set it: an overdue one may never ring.
    if (this.#timer === undefined || this.#timerAt < now) {
      this.#setTimer(now);
    }
    return deadline;
  }

  /** Ends a task in time. Does nothing where it has expired or was removed before. */
  remove(deadline: Deadline): void {
    if (!deadline.waiting) {
      return;
    }
    deadline.waiting = false;
    const { previous, next } = deadline;
    if (previous === undefined) {
      this.#first = next;
    } else {
      previous.next = next;
    }
    if (next === undefined) {
      this.#last = previous;
    } else {
      next.previous = previous;
    }
    // One that has grown old would keep all that came after it, until the collector looks at the old ones.
    deadline.previous = undefined;
    deadline.next = undefined;
  }

  #setTimer(now: number): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#first === undefined) {
      return;
    }
    this.#timerAt = this.#first.at;
    // Rounded up: a timer that rings too early would only have to be set again.
    const timer = setTimeout(() => this.#expireOverdue(), Math.max(0, Math.ceil(this.#first.at - now)));
    this.#timer = timer;
    // Outside Node.js a timer may be a mere number.
    (timer as { unref?: () => void }).unref?.();
  }

  #expireOverdue(): void {
    const now = performance.now();
    for (let first = this.#first; first !== undefined && first.at <= now; first = this.#first) {
      this.remove(first);
      first.expire();
    }
    this.#setTimer(now);
  }
}

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

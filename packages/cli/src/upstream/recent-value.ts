import { SingleFlight } from "@eks-auth/server-runtime/single-flight";

/** A value is not read again within this time. */
const minAgeMs = 1_000;
/** By default, a value is used at most this long if it can't be read again. */
const defaultMaxAgeMs = 60_000;
/** How long a caller waits for a value to be read again, if there is one that can be used. */
const patienceMs = 100;

interface Reading<T> {
  readonly value: T;
  /** On the clock of `performance.now()`. */
  readonly at: number;
}

/**
 * A value that is read again when it is used, so that no change is missed and nothing is read while no one needs it. It is
 * read at most once a second. While it can't be read, the last value is used for up to a minute or a given time: a file that is
 * being replaced, or a slow file system, disturbs no one.
 */
export class RecentValue<T> {
  readonly #read: () => Promise<T>;
  readonly #maxAgeMs: number;
  readonly #readings = new SingleFlight<Reading<T>>();
  #last: Reading<T> | undefined;

  /**
   * @param read - reads the value
   * @param maxAgeMs - how long the last value is used if it can't be read again
   */
  constructor(read: () => Promise<T>, maxAgeMs: number = defaultMaxAgeMs) {
    this.#read = read;
    this.#maxAgeMs = maxAgeMs;
  }

  /** @throws what `read` throws, if the last value is too old */
  async get(): Promise<T> {
    const last = this.#last;
    const ageMs = last === undefined ? Number.POSITIVE_INFINITY : performance.now() - last.at;
    if (last !== undefined && ageMs < minAgeMs) {
      return last.value;
    }
    const reading = this.#readings.join("", () => this.#readNow());
    if (last === undefined || ageMs >= this.#maxAgeMs) {
      return (await reading).value;
    }
    const { value } = await Promise.race([reading.catch(() => last), waitFor(last)]);
    return value;
  }

  async #readNow(): Promise<Reading<T>> {
    const at = performance.now();
    this.#last = { value: await this.#read(), at };
    return this.#last;
  }
}

function waitFor<T>(value: T): Promise<T> {
  return new Promise((resolve) => {
    setTimeout(resolve, patienceMs, value).unref();
  });
}

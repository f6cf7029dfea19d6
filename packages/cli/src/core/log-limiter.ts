/** How often a summary of what was not logged is due. */
const intervalMs = 60_000;

/** How many lines are logged in a minute. */
export interface LineLimits {
  /** For one source and code. */
  readonly perSource: number;
  /** For all together. */
  readonly together: number;
}

const defaultLimits: LineLimits = { perSource: 10, together: 100 };

/** Receives how many lines of each code were not logged in the last interval. */
type OnSuppressed = (counts: Readonly<Record<string, number>>) => void;

/**
 * Limits log lines that clients cause: the first ones of each minute are logged, and the others counted. So no client
 * can fill the log, and a line of another source still appears.
 */
export class LogLimiter {
  readonly #onSuppressed: OnSuppressed;
  readonly #limits: LineLimits;
  /** How many lines were logged in this interval, by code and source. */
  readonly #logged = new Map<string, number>();
  #loggedTogether = 0;
  readonly #suppressed = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;

  constructor(onSuppressed: OnSuppressed, limits: LineLimits = defaultLimits) {
    this.#onSuppressed = onSuppressed;
    this.#limits = limits;
  }

  /**
   * Counts a line.
   *
   * @param code - one of a fixed set, by which lines that are not logged are counted
   * @param source - who caused it: an address, a cluster or a pod
   * @returns whether to log it
   */
  allow(code: string, source: string): boolean {
    this.#timer ??= setTimeout(() => this.#end(), intervalMs).unref();
    const key = `${code} ${source}`;
    const logged = this.#logged.get(key) ?? 0;
    if (logged < this.#limits.perSource && this.#loggedTogether < this.#limits.together) {
      this.#logged.set(key, logged + 1);
      this.#loggedTogether += 1;
      return true;
    }
    this.#suppressed.set(code, (this.#suppressed.get(code) ?? 0) + 1);
    return false;
  }

  /** Reports what was not logged since the last report. */
  close(): void {
    clearTimeout(this.#timer);
    this.#end();
  }

  #end(): void {
    this.#timer = undefined;
    this.#logged.clear();
    this.#loggedTogether = 0;
    if (this.#suppressed.size > 0) {
      this.#onSuppressed(Object.fromEntries(this.#suppressed));
      this.#suppressed.clear();
    }
  }
}

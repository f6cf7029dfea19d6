/** How long kubectl has to end after it wrote something, until it counts as waiting for the person. */
const patienceMs = 500;

/**
 * Collects what kubectl writes to standard error. Most of it explains a failure, and is better quoted in a message of
 * ours. But a login method may write there what to do, and wait for it: then the person has to see it.
 */
export class SpokenWords {
  readonly #shown: boolean;
  #timer: NodeJS.Timeout | undefined;
  #all = "";
  #unshown = "";

  /**
   * @param stream - kubectl's standard error
   * @param shown - whether there is a person to show it to
   */
  constructor(stream: NodeJS.ReadableStream, shown: boolean) {
    this.#shown = shown;
    stream.setEncoding("utf8").on("data", (chunk: string) => this.#take(chunk));
  }

  /** All that was written so far. */
  get all(): string {
    return this.#all;
  }

  /** Shows nothing any more. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  #take(chunk: string): void {
    this.#all += chunk;
    this.#unshown += chunk;
    if (this.#shown) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#show(), patienceMs);
    }
  }

  #show(): void {
    process.stderr.write(this.#unshown);
    this.#unshown = "";
  }
}

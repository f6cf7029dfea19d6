import { setImmediate } from "node:timers/promises";

/** How long items are handled before other work gets its turn. */
const sliceMs = 10;

/** Handles items in the background, in short slices, so that requests do not wait. */
export class SlicedWork<Item> {
  readonly #handle: (item: Item) => void;
  readonly #waiting: Iterator<Item>[] = [];
  #isRunning = false;
  #isClosed = false;

  constructor(handle: (item: Item) => void) {
    this.#handle = handle;
  }

  /** Adds items, which are read when it is their turn. */
  add(items: Iterable<Item>): void {
    this.#waiting.push(items[Symbol.iterator]());
    if (!this.#isRunning) {
      this.#isRunning = true;
      void this.#run();
    }
  }

  close(): void {
    this.#isClosed = true;
  }

  async #run(): Promise<void> {
    for (let items = this.#waiting[0]; items !== undefined; items = this.#waiting[0]) {
      await setImmediate();
      if (this.#isClosed) {
        return;
      }
      if (this.#handleSlice(items)) {
        this.#waiting.shift();
      }
    }
    this.#isRunning = false;
  }

  /** @returns whether all items are handled */
  #handleSlice(items: Iterator<Item>): boolean {
    const startedAt = performance.now();
    while (performance.now() - startedAt < sliceMs) {
      const { done, value } = items.next();
      if (done) {
        return true;
      }
      this.#handle(value);
    }
    return false;
  }
}

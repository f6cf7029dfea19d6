import { setTimeout as sleep } from "node:timers/promises";
import { createLine, type Line, LineQueue } from "./line-queue.ts";
import { type LogDestination, recordTimeoutMs } from "./log-destination.ts";

/** Lines that wait for a reader, in bytes. Events beyond that are dropped; records have as much again. */
const maxQueuedBytes = 256 * 1024;

const firstRetryMs = 10;
const maxRetryMs = 250;

/** Formats the line that says how many lines of each kind were lost. */
export type FormatLost = (counts: Readonly<Record<string, number>>) => string;

/**
 * Writes log lines in order. It never blocks, and has a bounded queue. Lines that arrive during a write are written
 * together by the next one. It takes two classes of lines: an event is dropped and counted if the reader is too slow; a
 * record is waited for, and its writer learns if it can't be written.
 *
 * When everything is written again, a line says how many lines of each kind were lost.
 */
export class LogSink {
  readonly #destination: LogDestination;
  readonly #formatLost: FormatLost;
  readonly #wait: (milliseconds: number) => Promise<unknown>;
  readonly #queue = new LineQueue();
  /** Whether an event did not fit. Then all are dropped until the queue is empty, so that it empties. */
  #isFull = false;
  readonly #lost = new Map<string, number>();
  #lostTotal = 0;
  /** Why the last record or write failed, until the queue is empty. Further records need not wait to learn it. */
  #failure: string | undefined;
  #isDraining = false;
  #drained: Promise<void> = Promise.resolve();

  /**
   * @param formatLost - formats the line that says how many lines were lost
   * @param wait - waits before a write is tried again
   */
  constructor(
    destination: LogDestination,
    formatLost: FormatLost,
    wait: (milliseconds: number) => Promise<unknown> = sleep,
  ) {
    this.#destination = destination;
    this.#wait = wait;
    this.#formatLost = formatLost;
    process.on("exit", this.#writeRest);
  }

  /** How many lines were lost since the start. */
  get lostLines(): number {
    return this.#lostTotal;
  }

  /** Whether the next record would fail at once, because earlier ones failed. */
  get isFailing(): boolean {
    return this.#failure !== undefined;
  }

  /**
   * Writes an event, or drops it if too many lines wait.
   *
   * @param kind - a short fixed name, by which dropped lines are counted
   */
  writeEvent(kind: string, text: string): void {
    const line = createLine(kind, text);
    this.#isFull ||= this.#queue.bytes + line.bytes.length > maxQueuedBytes;
    if (this.#isFull) {
      this.#countLost(kind);
    } else {
      this.#add(line);
    }
  }

  /**
   * Writes a record.
   *
   * @returns undefined when the system has taken it. Otherwise why it was not written within {@link recordTimeoutMs}: a
   *   code of the system such as `EPIPE` or `ENOSPC`, or `ETIMEDOUT`. If it waited for a disk, it can still be written later.
   */
  async writeRecord(kind: string, text: string): Promise<string | undefined> {
    const line = createLine(kind, text);
    const isFull = this.#queue.bytes + line.bytes.length > 2 * maxQueuedBytes;
    const failure = this.#failure ?? (isFull ? "ETIMEDOUT" : undefined);
    if (failure !== undefined) {
      this.#countLost(kind);
      return failure;
    }
    const { promise, resolve } = Promise.withResolvers<string | undefined>();
    line.settle = resolve;
    this.#add(line);
    const timer = setTimeout(() => this.#abandon(line, "ETIMEDOUT"), recordTimeoutMs);
    const result = await promise;
    clearTimeout(timer);
    return result;
  }

  /**
   * Waits until everything is written, and closes the sink.
   *
   * @param limitMs - the longest wait, in milliseconds; what is not written by then is lost
   */
  async close(limitMs: number): Promise<void> {
    await Promise.race([this.#drained, sleep(limitMs, undefined, { ref: false })]);
    process.off("exit", this.#writeRest);
  }

  #add(line: Line): void {
    this.#queue.add(line);
    if (!this.#isDraining) {
      this.#drained = this.#drain();
    }
  }

  async #drain(): Promise<void> {
    this.#isDraining = true;
    let retryMs = firstRetryMs;
    while (this.#hasLine() || this.#queue.isTorn) {
      try {
        if (this.#queue.isAtLineStart) {
          const isTorn = this.#destination.startLine?.(this.#queue.isTorn) ?? this.#queue.isTorn;
          this.#queue.isTorn = typeof isTorn === "boolean" ? isTorn : await isTorn;
        }
        const batch = this.#queue.startBatch();
        const result = batch.length === 0 ? 0 : this.#destination.write(batch);
        this.#endBatch(typeof result === "number" ? result : await result);
        retryMs = firstRetryMs;
      } catch (error) {
        this.#endBatch(0);
        this.#failRecords((error as NodeJS.ErrnoException).code ?? "EIO");
        await this.#wait(retryMs);
        retryMs = Math.min(2 * retryMs, maxRetryMs);
      }
    }
    this.#isFull = false;
    this.#failure = undefined;
    this.#isDraining = false;
  }

  /** Whether there is a line to write. When the queue is empty, it gets the number of lost lines, if there are any. */
  #hasLine(): boolean {
    if (this.#queue.lines.length === 0 && this.#lost.size > 0) {
      this.#queue.add(createLine("lost", this.#formatLost(Object.fromEntries(this.#lost))));
      this.#lost.clear();
    }
    return this.#queue.lines.length > 0;
  }

  #endBatch(written: number): void {
    for (const line of this.#queue.endBatch(written)) {
      const { settle } = line;
      line.settle = undefined;
      settle?.();
    }
  }

  /** A full pipe fails no record: its reader has as long as the record can wait. */
  #failRecords(code: string): void {
    if (code === "EAGAIN") {
      return;
    }
    this.#failure = code;
    for (const line of [...this.#queue.lines]) {
      this.#abandon(line, code);
    }
    this.#queue.restartLine();
  }

  /** Gives a record up, unless it is an event or was given up before. */
  #abandon(line: Line, failure: string): void {
    const { settle } = line;
    if (settle !== undefined) {
      line.settle = undefined;
      settle(failure);
      this.#failure = failure;
      this.#countLost(line.kind);
      this.#queue.giveUp(line);
    }
  }

  #countLost(kind: string): void {
    this.#lost.set(kind, (this.#lost.get(kind) ?? 0) + 1);
    this.#lostTotal += 1;
  }

  /** When the process ends, by an unexpected error for example, the system gets what is left in one piece. */
  readonly #writeRest = (): void => {
    try {
      // A write in the thread pool is finished before the process ends.
      void this.#destination.write(this.#queue.takeRest());
    } catch {
      // There is no one to tell.
    }
  };
}

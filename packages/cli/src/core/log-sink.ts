import { setTimeout as sleep } from "node:timers/promises";
import { createDescriptorWriter, type WriteBytes } from "./descriptor-writer.ts";

/** Lines that wait for a reader, in bytes. Events beyond that are dropped; records have as much again. */
const maxQueuedBytes = 256 * 1024;

/** How long a record can wait until the system takes it. An operation has 950 ms, and the call to STS comes before. */
export const recordTimeoutMs = 500;

const firstRetryMs = 10;
const maxRetryMs = 250;

/** Formats the line that says how many lines of each kind were lost. */
type FormatLost = (counts: Readonly<Record<string, number>>) => string;

/** A line in the queue. */
interface Line {
  readonly bytes: Buffer;
  readonly kind: string;
  /** How many of its bytes are written. */
  written: number;
  /** Of a record that is waited for: called once, with a failure or without. */
  settle?: (failure?: string) => void;
}

/**
 * Writes log lines in order. It never blocks, and has a bounded queue. It takes two classes of lines: an event is dropped
 * and counted if the reader is too slow; a record is waited for, and its writer learns if it can't be written.
 *
 * When everything is written again, a line says how many lines of each kind were lost.
 */
export class LogSink {
  readonly #write: WriteBytes;
  readonly #formatLost: FormatLost;
  readonly #queue: Line[] = [];
  #queuedBytes = 0;
  /** Whether an event did not fit. Then all are dropped until the queue is empty, so that it empties. */
  #isFull = false;
  readonly #lost = new Map<string, number>();
  #lostTotal = 0;
  /** Why the last record or write failed, until the queue is empty. Further records need not wait to learn it. */
  #failure: string | undefined;
  /** The line that the system is writing. */
  #inFlight: Line | undefined;
  #isDraining = false;
  #drained: Promise<void> = Promise.resolve();

  constructor(write: WriteBytes, formatLost: FormatLost) {
    this.#write = write;
    this.#formatLost = formatLost;
    process.on("exit", this.#writeRest);
  }

  /** How many lines were lost since the start. */
  get lostLines(): number {
    return this.#lostTotal;
  }

  /**
   * Writes an event, or drops it if too many lines wait.
   *
   * @param kind - a short fixed name, by which dropped lines are counted
   */
  writeEvent(kind: string, text: string): void {
    const line = createLine(kind, text);
    this.#isFull ||= this.#queuedBytes + line.bytes.length > maxQueuedBytes;
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
    const isFull = this.#queuedBytes + line.bytes.length > 2 * maxQueuedBytes;
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
    this.#queue.push(line);
    this.#queuedBytes += line.bytes.length;
    if (!this.#isDraining) {
      this.#drained = this.#drain();
    }
  }

  async #drain(): Promise<void> {
    this.#isDraining = true;
    let retryMs = firstRetryMs;
    for (let line = this.#nextLine(); line !== undefined; line = this.#nextLine()) {
      try {
        this.#inFlight = line;
        const result = this.#write(line.bytes.subarray(line.written));
        line.written += typeof result === "number" ? result : await result;
        this.#inFlight = undefined;
        if (line.written === line.bytes.length) {
          this.#remove(line);
          line.settle?.();
        }
        retryMs = firstRetryMs;
      } catch (error) {
        this.#inFlight = undefined;
        this.#failRecords((error as NodeJS.ErrnoException).code ?? "EIO");
        await sleep(retryMs);
        retryMs = Math.min(2 * retryMs, maxRetryMs);
      }
    }
    this.#isFull = false;
    this.#failure = undefined;
    this.#isDraining = false;
  }

  /** The next line to write. When the queue is empty, that is the number of lost lines, if there are any. */
  #nextLine(): Line | undefined {
    if (this.#queue.length === 0 && this.#lost.size > 0) {
      const line = createLine("lost", this.#formatLost(Object.fromEntries(this.#lost)));
      this.#lost.clear();
      this.#queue.push(line);
      this.#queuedBytes += line.bytes.length;
    }
    return this.#queue[0];
  }

  /** A full pipe fails no record: its reader has as long as the record can wait. */
  #failRecords(code: string): void {
    if (code === "EAGAIN") {
      return;
    }
    this.#failure = code;
    for (const line of [...this.#queue]) {
      this.#abandon(line, code);
    }
  }

  /** Gives a record up, unless it is an event or was written. */
  #abandon(line: Line, failure: string): void {
    if (line.settle === undefined || line.written === line.bytes.length) {
      return;
    }
    line.settle(failure);
    delete line.settle;
    this.#failure = failure;
    this.#countLost(line.kind);
    if (line !== this.#inFlight) {
      this.#remove(line);
      if (line.written > 0) {
        // Ends the torn line, so that it does not spoil the next one.
        this.#queue.unshift(createLine("", "\n"));
        this.#queuedBytes += 1;
      }
    }
  }

  #remove(line: Line): void {
    this.#queue.splice(this.#queue.indexOf(line), 1);
    this.#queuedBytes -= line.bytes.length;
  }

  #countLost(kind: string): void {
    this.#lost.set(kind, (this.#lost.get(kind) ?? 0) + 1);
    this.#lostTotal += 1;
  }

  /** When the process ends, by an unexpected error for example, the system gets what is left in one piece. */
  readonly #writeRest = (): void => {
    const rest = this.#queue.filter((line) => line !== this.#inFlight);
    try {
      // A write in the thread pool is finished before the process ends.
      void this.#write(Buffer.concat(rest.map(({ bytes, written }) => bytes.subarray(written))));
    } catch {
      // There is no one to tell.
    }
  };
}

/**
 * Opens the sink of standard error.
 *
 * @param formatLost - formats the line that says how many lines of each kind were lost
 */
export function openStderrSink(formatLost: FormatLost): LogSink {
  // Creating its stream makes a pipe or a socket non-blocking; Node.js undoes that when the process ends.
  const { fd } = process.stderr;
  return new LogSink(createDescriptorWriter(fd), formatLost);
}

function createLine(kind: string, text: string): Line {
  return { bytes: Buffer.from(text), kind, written: 0 };
}

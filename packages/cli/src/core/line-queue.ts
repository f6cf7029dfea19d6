/** How many bytes are written at once, except for a line that is longer. */
const maxBatchBytes = 64 * 1024;

const newline = Buffer.from("\n");

/** A line that waits to be written. */
export interface Line {
  readonly bytes: Buffer<ArrayBuffer>;
  /** A short fixed name, by which lost lines are counted. */
  readonly kind: string;
  /** How many of its bytes are written. */
  written: number;
  /** Whether it was given up while it was being written. */
  isGivenUp: boolean;
  /** Of a record that is waited for: called once, with a failure or without. */
  settle?: ((failure?: string) => void) | undefined;
}

/** Creates a line with its newline. */
export function createLine(kind: string, text: string): Line {
  return { bytes: Buffer.from(text), kind, written: 0, isGivenUp: false };
}

/** The lines that wait to be written, oldest first, and what is written of them. */
export class LineQueue {
  readonly #lines: Line[] = [];
  #bytes = 0;
  /** How many lines at the head the system is writing. */
  #inFlight = 0;
  /** Whether the output ends within a line whose rest is not written. The next batch starts with a newline then. */
  isTorn = false;

  /** The size of all lines, in bytes. */
  get bytes(): number {
    return this.#bytes;
  }

  /** All lines, oldest first. */
  get lines(): readonly Line[] {
    return this.#lines;
  }

  /** Whether the next byte to write is the first of a line. */
  get isAtLineStart(): boolean {
    return this.#lines.length === 0 || this.#lines[0]?.written === 0;
  }

  add(line: Line): void {
    this.#lines.push(line);
    this.#bytes += line.bytes.length;
  }

  /** Starts to write as many lines as are written at once. @returns what is not written of them */
  startBatch(): Buffer {
    const parts = this.isTorn ? [newline] : [];
    let size = 0;
    this.#inFlight = 0;
    for (const { bytes, written } of this.#lines) {
      size += bytes.length - written;
      if (this.#inFlight > 0 && size > maxBatchBytes) {
        break;
      }
      this.#inFlight += 1;
      parts.push(written === 0 ? bytes : bytes.subarray(written));
    }
    const [first] = parts;
    return parts.length === 1 && first !== undefined ? first : Buffer.concat(parts);
  }

  /**
   * Ends the batch. Lines that are written are removed; the last one can be written in part.
   *
   * @param written - how many bytes of the batch the system took
   * @returns the lines that are written
   */
  endBatch(written: number): readonly Line[] {
    let left = written;
    if (this.isTorn && left > 0) {
      this.isTorn = false;
      left -= 1;
    }
    const batch = this.#lines.slice(0, this.#inFlight);
    this.#inFlight = 0;
    for (const line of batch) {
      const taken = Math.min(left, line.bytes.length - line.written);
      line.written += taken;
      left -= taken;
    }
    const isDone = ({ bytes, written: length }: Line): boolean => length === bytes.length;
    const done = batch.filter(isDone);
    this.#lines.splice(0, done.length);
    this.#bytes -= sizeOf(done);
    for (const line of batch.slice(done.length).filter(({ isGivenUp }) => isGivenUp)) {
      this.giveUp(line);
    }
    return done;
  }

  /** Removes a line that is not written further; one that the system is writing, when that ends. */
  giveUp(line: Line): void {
    const index = this.#lines.indexOf(line);
    if (index < this.#inFlight) {
      line.isGivenUp = true;
      return;
    }
    this.#lines.splice(index, 1);
    this.#bytes -= line.bytes.length;
    this.isTorn ||= line.written > 0;
  }

  /** Starts a torn line again: its first part can be in another file, or have had another reader. */
  restartLine(): void {
    const [line] = this.#lines;
    if (line === undefined || line.written === 0) {
      return;
    }
    if (line.written === line.bytes.length - 1) {
      // Only its newline is missing.
      this.giveUp(line);
    } else {
      line.written = 0;
      this.isTorn = true;
    }
  }

  /** What is left, without the lines that the system is writing. */
  takeRest(): Buffer {
    const rest = this.#lines.slice(this.#inFlight).map(({ bytes, written }) => bytes.subarray(written));
    return Buffer.concat(this.isTorn && this.#inFlight === 0 ? [newline, ...rest] : rest);
  }
}

function sizeOf(lines: readonly Line[]): number {
  return lines.reduce((sum, { bytes }) => sum + bytes.length, 0);
}

/**
 * Shows which step is under way, on a terminal only: a log keeps the summary and nothing else.
 */
export class Progress {
  readonly #stream = process.stderr;

  /** Replaces the line that is shown. */
  show(step: string): void {
    if (this.#stream.isTTY) {
      this.#stream.write(`\r\u001b[K${step} …`);
    }
  }

  /** Removes the line that is shown. */
  clear(): void {
    if (this.#stream.isTTY) {
      this.#stream.write("\r\u001b[K");
    }
  }
}

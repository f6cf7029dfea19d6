/** Measures the phases of a command. Phases can overlap. */
export class PhaseTimes {
  readonly #seconds = new Map<string, number>();

  /**
   * Adds the time of a function to a phase.
   *
   * @returns what the function returns
   */
  async measure<T>(phase: string, work: () => T | Promise<T>): Promise<T> {
    const start = performance.now();
    try {
      return await work();
    } finally {
      this.#seconds.set(phase, this.secondsOf(phase) + (performance.now() - start) / 1000);
    }
  }

  /** The seconds of a phase so far. */
  secondsOf(phase: string): number {
    return this.#seconds.get(phase) ?? 0;
  }

  /** Whether nothing was measured. */
  get isEmpty(): boolean {
    return this.#seconds.size === 0;
  }

  /** Formats one line for each phase, in the order in which they first ended: `  Smithy        2.5 s`. */
  format(): string {
    const width = Math.max(0, ...[...this.#seconds.keys()].map((phase) => phase.length));
    return [...this.#seconds]
      .map(([phase, seconds]) => `  ${phase.padEnd(width)}  ${seconds.toFixed(1).padStart(5)} s`)
      .join("\n");
  }
}
